package io.patchwatch.alerting.courier;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.Findings;
import io.patchwatch.alerting.Samples;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrandTest {

  private static final Receipt.Outcome SENT = new Receipt.Outcome.Sent("HTTP 200");

  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Findings.NOON;

  private void run(Receipt.Outcome... outcomes) throws InterruptedException {
    Deque<Receipt.Outcome> answers = new ArrayDeque<>(List.of(outcomes));
    new Errand(
            RetryPolicy.DEFAULTS, () -> now, (receipt, trace) -> receipts.add(receipt), this::wait)
        .run(Samples.opened(), Trace.start(), (delivery, trace) -> answers.remove());
  }

  private void wait(Duration time) {
    pauses.add(time);
    now = now.plus(time);
  }

  private static Receipt.Outcome retry(int seconds) {
    return new Receipt.Outcome.Retry(Duration.ofSeconds(seconds), "HTTP 503");
  }

  @Test
  void writesAReceiptForEachAttempt() throws InterruptedException {
    run(retry(0), retry(0), SENT);
    assertThat(receipts).extracting(Receipt::attempt).containsExactly(1, 2, 3);
    assertThat(receipts).extracting(Receipt::delivery).containsOnly("d-1");
    assertThat(receipts.get(2).outcome()).isEqualTo(SENT);
  }

  @Test
  void waitsLongerEachTimeAndNeverLessThanAsked() throws InterruptedException {
    run(retry(0), retry(0), retry(0), retry(30), SENT);
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(pauses.get(3)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void givesUpWhatIsTooOldAndSaysWhy() throws InterruptedException {
    now = Findings.NOON.plus(Duration.ofHours(7));
    run(retry(0));
    assertThat(receipts)
        .singleElement()
        .extracting(Receipt::outcome)
        .isEqualTo(new Receipt.Outcome.Rejected("given up after PT6H; last: HTTP 503"));
  }

  @Test
  void triesAgainWhenANotifierThrows() throws InterruptedException {
    Deque<Receipt.Outcome> answers = new ArrayDeque<>(List.of(SENT));
    List<String> calls = new ArrayList<>();
    Notifier clumsy =
        (delivery, trace) -> {
          calls.add(delivery.id());
          if (calls.size() == 1) {
            throw new IllegalStateException("a bug");
          }
          return answers.remove();
        };
    new Errand(
            RetryPolicy.DEFAULTS, () -> now, (receipt, trace) -> receipts.add(receipt), this::wait)
        .run(Samples.opened(), Trace.start(), clumsy);
    assertThat(receipts).hasSize(2);
  }

  @Test
  void neverWaitsLongerThanAnHourForAReceiverThatAsksForAWeek() {
    Duration week = Duration.ofDays(7);
    assertThat(RetryPolicy.DEFAULTS.pause(1, week, 0)).isEqualTo(Duration.ofHours(1));
    assertThat(RetryPolicy.DEFAULTS.pause(60, Duration.ZERO, 0)).isEqualTo(Duration.ofMinutes(1));
  }
}
