package io.patchwatch.alerting.courier;

import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One delivery on its way: attempts until it is accepted, rejected, or too old. */
final class Errand {

  /** Where receipts go. */
  interface Receipts {
    void write(Receipt receipt, Trace trace) throws InterruptedException;
  }

  /** How to wait between attempts. */
  interface Pause {
    void take(Duration time) throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Errand.class);

  private final RetryPolicy policy;
  private final InstantSource clock;
  private final Receipts receipts;
  private final Pause pause;

  Errand(RetryPolicy policy, InstantSource clock, Receipts receipts, Pause pause) {
    this.policy = policy;
    this.clock = clock;
    this.receipts = receipts;
    this.pause = pause;
  }

  /** Returns when nothing is left to be done and the last receipt is written. */
  void run(Delivery delivery, Trace trace, Notifier notifier) throws InterruptedException {
    String title = MessageText.clean(delivery.title());
    for (int attempt = 1; ; attempt++) {
      Receipt receipt = attempt(delivery, trace, notifier, attempt);
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while calling the receiver");
      }
      receipts.write(receipt, trace);
      switch (receipt.outcome()) {
        case Receipt.Outcome.Sent it -> {
          LOG.info("Told {}: {}", delivery.receiver(), title);
          return;
        }
        case Receipt.Outcome.Rejected it -> {
          LOG.error("Could not tell {}: {} ({})", delivery.receiver(), title, it.reason());
          return;
        }
        case Receipt.Outcome.Retry it -> {
          LOG.warn("Trying again to tell {}: {}", delivery.receiver(), it.reason());
          double random = ThreadLocalRandom.current().nextDouble();
          pause.take(policy.pause(attempt, it.after(), random));
        }
      }
    }
  }

  private Receipt attempt(Delivery delivery, Trace trace, Notifier notifier, int attempt) {
    Instant start = clock.instant();
    Receipt.Outcome outcome = outcome(delivery, trace, notifier);
    Instant end = clock.instant();
    return new Receipt(
        delivery.id(),
        delivery.key(),
        delivery.receiver(),
        delivery.kind(),
        delivery.incidents().stream().map(Incident::id).toList(),
        attempt,
        end,
        Duration.between(start, end),
        tooOld(delivery, end, outcome));
  }

  @SuppressWarnings(
      "CatchingUnchecked") // a notifier must not throw; one that does is not let through
  private static Receipt.Outcome outcome(Delivery delivery, Trace trace, Notifier notifier) {
    try {
      return notifier.notify(delivery, trace);
    } catch (RuntimeException e) {
      LOG.error("A notifier failed in a way that it should have named", e);
      return new Receipt.Outcome.Retry(Duration.ZERO, e.getClass().getSimpleName());
    }
  }

  private Receipt.Outcome tooOld(Delivery delivery, Instant now, Receipt.Outcome outcome) {
    boolean old = now.isAfter(delivery.createdAt().plus(policy.giveUpAfter()));
    return old && outcome instanceof Receipt.Outcome.Retry retry
        ? new Receipt.Outcome.Rejected(
            "given up after " + policy.giveUpAfter() + "; last: " + retry.reason())
        : outcome;
  }
}
