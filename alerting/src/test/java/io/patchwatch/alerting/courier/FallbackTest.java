package io.patchwatch.alerting.courier;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.Samples;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FallbackTest {

  private static final Receipt.Outcome SENT = new Receipt.Outcome.Sent("HTTP 200");
  private static final Receipt.Outcome DOWN =
      new Receipt.Outcome.Retry(Duration.ZERO, "cannot connect");
  private static final Receipt.Outcome NO = new Receipt.Outcome.Rejected("HTTP 401");
  private final Delivery page = Samples.opened();

  private Receipt.Outcome told(Receipt.Outcome meant, Receipt.Outcome other, long seconds) {
    Instant now = page.createdAt().plusSeconds(seconds);
    return Fallback.of(
            (it, trace) -> meant, (it, trace) -> other, "team", Duration.ofMinutes(5), () -> now)
        .notify(page, Trace.start());
  }

  @Test
  void tellsTheOtherAtOnceWhenTheOneRefuses() {
    assertThat(told(NO, SENT, 1))
        .isEqualTo(new Receipt.Outcome.Sent("told team instead: HTTP 401"));
  }

  @Test
  void triesTheOneAloneForAWhile() {
    assertThat(told(DOWN, SENT, 299)).isEqualTo(DOWN);
    assertThat(told(DOWN, SENT, 300))
        .isEqualTo(new Receipt.Outcome.Sent("told team instead: cannot connect"));
  }

  @Test
  void saysWhatTheOneSaidWhenNobodyCanBeTold() {
    assertThat(told(DOWN, NO, 600)).isEqualTo(DOWN);
    assertThat(told(NO, DOWN, 600)).isEqualTo(NO);
    assertThat(told(SENT, NO, 600)).isEqualTo(SENT);
  }
}
