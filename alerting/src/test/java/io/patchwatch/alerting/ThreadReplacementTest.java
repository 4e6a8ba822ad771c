package io.patchwatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicInteger counted = new AtomicInteger();
  private final ThreadReplacement replacement = new ThreadReplacement(counted::incrementAndGet);

  @Test
  void replacesAThreadAndCountsIt() {
    assertThat(replacement.handle(new IllegalStateException("a broker restarted")))
        .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    assertThat(counted).hasValue(1);
  }

  @Test
  void waitsTheLongerTheMoreFailedWithinAMinute() {
    assertThat(ThreadReplacement.pause(replacement.recent(0))).isZero();
    assertThat(ThreadReplacement.pause(replacement.recent(SECOND))).hasMillis(100);
    assertThat(ThreadReplacement.pause(replacement.recent(2 * SECOND))).hasMillis(200);
    assertThat(ThreadReplacement.pause(1_000_000)).hasSeconds(5);
  }

  @Test
  void forgetsFailuresOfLongAgo() {
    replacement.recent(0);
    replacement.recent(SECOND);
    assertThat(replacement.recent(100 * SECOND)).isEqualTo(1);
  }
}
