package io.patchwatch.alerting.courier;

import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells another when the one who was meant cannot be told: at once when it refuses, and when it
 * could not be reached for a while.
 *
 * @param after so long it is tried alone
 * @param name of the other
 */
public record Fallback(
    Notifier meant, Notifier other, String name, Duration after, InstantSource clock)
    implements Notifier {

  /**
   * Such a notifier.
   *
   * @throws IllegalArgumentException if one of them is missing
   */
  public static Fallback of(
      @Nullable Notifier meant,
      @Nullable Notifier other,
      String name,
      Duration after,
      InstantSource clock) {
    if (meant == null || other == null) {
      throw new IllegalArgumentException("fallback: '" + name + "' is no receiver");
    }
    return new Fallback(meant, other, name, after, clock);
  }

  @Override
  public Receipt.Outcome notify(Delivery delivery, Trace trace) {
    Receipt.Outcome outcome = meant.notify(delivery, trace);
    return switch (outcome) {
      case Receipt.Outcome.Sent it -> it;
      case Receipt.Outcome.Rejected it -> instead(delivery, trace, it, it.reason());
      case Receipt.Outcome.Retry it ->
          clock.instant().isBefore(delivery.createdAt().plus(after))
              ? it
              : instead(delivery, trace, it, it.reason());
    };
  }

  private Receipt.Outcome instead(
      Delivery delivery, Trace trace, Receipt.Outcome failure, String reason) {
    Receipt.Outcome outcome = other.notify(delivery, trace);
    return outcome instanceof Receipt.Outcome.Sent
        ? new Receipt.Outcome.Sent("told " + name + " instead: " + reason)
        : failure;
  }

  /** The other is closed where it is a receiver of its own. */
  @Override
  public void close() {
    meant.close();
  }
}
