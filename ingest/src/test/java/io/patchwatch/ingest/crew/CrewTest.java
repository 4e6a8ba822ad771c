package io.patchwatch.ingest.crew;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CrewTest {

  private final AtomicInteger ended = new AtomicInteger();

  private void work(CountDownLatch forever) {
    try {
      forever.await();
    } catch (InterruptedException e) {
      ended.incrementAndGet();
    }
  }

  @Test
  void allHaveEndedWhenItIsClosed() {
    try (Crew crew = new Crew()) {
      CountDownLatch forever = new CountDownLatch(1);
      for (int i = 0; i < 20; i++) {
        crew.start("worker-" + i, () -> work(forever));
      }
    }
    assertThat(ended).hasValue(20);
  }

  @Test
  @Timeout(20)
  void doesNotWaitLongForThoseThatWillNotEnd() {
    CountDownLatch released = new CountDownLatch(1);
    long start = System.nanoTime();
    try (Crew crew = new Crew()) {
      for (int i = 0; i < 20; i++) {
        crew.start("deaf-" + i, () -> deaf(released));
      }
    }
    released.countDown();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  private static void deaf(CountDownLatch released) {
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.yield(); // told to end, but does not
      }
    }
  }
}
