package io.patchwatch.alerting.courier.alertmanager;

import io.patchwatch.events.Incident;
import io.patchwatch.events.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an Alertmanager again and again what is open, so that nothing ends there by itself and
 * nothing is missing after its restart, and for a while what has been resolved. Each process does;
 * Alertmanager takes the same alert from many as one.
 */
public final class AlertmanagerRefresh implements AutoCloseable {

  /** Between two rounds; an alert that is missed in three of them still holds. */
  public static final Duration INTERVAL = Duration.ofMinutes(1);

  /** So long a resolved one is sent again. */
  static final Duration RESOLVED_FOR = Duration.ofMinutes(15);

  private static final Logger log = LoggerFactory.getLogger(AlertmanagerRefresh.class);
  private static final int AT_ONCE = 500;

  private final String receiver;
  private final AlertmanagerNotifier notifier;
  private final Function<Instant, List<Incident>> incidents;
  private final InstantSource clock;
  private final Duration interval;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Starts it.
   *
   * @param incidents of this receiver, as they stand, resolved ones of the last while too
   */
  public AlertmanagerRefresh(
      String receiver,
      AlertmanagerNotifier notifier,
      Function<Instant, List<Incident>> incidents,
      InstantSource clock,
      Duration interval) {
    this.receiver = receiver;
    this.notifier = notifier;
    this.incidents = incidents;
    this.clock = clock;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name("alertmanager-refresh").start(this::run);
  }

  private void run() {
    try {
      while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        round();
      }
    } catch (InterruptedException e) {
      log.debug("told to stop", e);
    }
  }

  private void round() {
    Instant now = clock.instant();
    Instant oldest = now.minus(RESOLVED_FOR);
    List<Incident> all =
        incidents.apply(now).stream()
            .filter(it -> !it.resolved() || it.changedAt().isAfter(oldest))
            .filter(it -> it.care() == null || it.care().mutedBy() == null)
            .toList();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Incident> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      Receipt.Outcome outcome = notifier.refresh(receiver, some, now);
      if (!(outcome instanceof Receipt.Outcome.Sent)) {
        log.warn("{} could not be sent again what is open: {}", receiver, outcome);
        return;
      }
    }
  }

  @Override
  public void close() {
    stop.countDown();
    thread.interrupt();
    notifier.close();
  }
}
