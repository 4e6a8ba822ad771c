package io.patchwatch.alerting.courier;

import io.patchwatch.events.Receipt;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the courier did since the process started, for metrics. Safe for several threads. */
public final class CourierTally {

  /**
   * Attempts to reach one receiver.
   *
   * @param sent accepted
   * @param retried not accepted, to be repeated
   * @param rejected given up for good
   * @param lastSent when the last one was accepted; null: never
   */
  public record Attempts(long sent, long retried, long rejected, @Nullable Instant lastSent) {

    private static final Attempts NONE = new Attempts(0, 0, 0, null);

    private Attempts plus(Receipt.Outcome outcome, Instant at) {
      return switch (outcome) {
        case Receipt.Outcome.Sent it -> new Attempts(sent + 1, retried, rejected, at);
        case Receipt.Outcome.Retry it -> new Attempts(sent, retried + 1, rejected, lastSent);
        case Receipt.Outcome.Rejected it -> new Attempts(sent, retried, rejected + 1, lastSent);
      };
    }

    /** All attempts. */
    public long all() {
      return sent + retried + rejected;
    }
  }

  private final Map<String, Attempts> byReceiver = new ConcurrentHashMap<>();

  /** A tally in which each of these receivers has an entry from the start. */
  public CourierTally(Collection<String> receivers) {
    receivers.forEach(name -> byReceiver.put(name, Attempts.NONE));
  }

  void count(Receipt receipt) {
    byReceiver.merge(
        receipt.receiver(),
        Attempts.NONE.plus(receipt.outcome(), receipt.at()),
        (before, one) -> before.plus(receipt.outcome(), receipt.at()));
  }

  /** Attempts by receiver. */
  public Map<String, Attempts> byReceiver() {
    return new TreeMap<>(byReceiver);
  }
}
