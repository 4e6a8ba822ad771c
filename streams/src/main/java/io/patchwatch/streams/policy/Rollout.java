package io.patchwatch.streams.policy;

import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Severity;
import io.patchwatch.events.UnverifiedPromotion;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Follows releases through the environments. What an asset runs when it is seen first is taken as
 * it is: only a change is a promotion.
 */
final class Rollout {

  private final @Nullable RolloutRule rule;
  private final KeyValueStore<String, Booking> bookings;
  private final KeyValueStore<String, String> residents;
  private final KeyValueStore<String, Trial> trials;
  private final Wakes wakes = new Wakes();

  /**
   * Over these stores.
   *
   * @param rule null: it is only remembered what runs where
   * @param bookings by product and asset
   * @param residents the same keys by product, environment, version and asset
   * @param trials by product, environment and version
   */
  Rollout(
      @Nullable RolloutRule rule,
      KeyValueStore<String, Booking> bookings,
      KeyValueStore<String, String> residents,
      KeyValueStore<String, Trial> trials) {
    this.rule = rule;
    this.bookings = bookings;
    this.residents = residents;
    this.trials = trials;
  }

  /** An asset runs a release. */
  void seen(String product, Booking now, Instant at, Consumer<Signal> tell) {
    String key = Keys.of(product, now.asset().id());
    Booking before = bookings.get(key);
    if (before != null && same(before, now)) {
      return;
    }
    if (before != null) {
      leave(product, key, before, at, tell);
    }
    String trialKey = trial(product, now.asset().environment(), now.version());
    if (trials.get(trialKey) == null) {
      trials.put(trialKey, new Trial(now.since(), false, before == null));
    }
    bookings.put(key, now);
    residents.put(trialKey + Keys.of(now.asset().id()), key);
    if (rule != null) {
      look(trialKey, at, tell);
      if (before != null && !before.version().equals(now.version())) {
        promoted(product, key, now, at, tell);
      }
    }
  }

  /** An asset runs the product no longer. */
  void gone(String product, String asset, Instant at, Consumer<Signal> tell) {
    String key = Keys.of(product, asset);
    Booking before = bookings.get(key);
    if (before != null) {
      leave(product, key, before, at, tell);
      bookings.delete(key);
    }
  }

  /** Looks at all trials, after a start. */
  void start(Instant now, Consumer<Signal> tell) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, Trial> all = trials.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(key -> look(key, now, tell));
  }

  /** Looks at what changes because time passes. */
  void tick(Instant now, Consumer<Signal> tell) {
    wakes.due(now).forEach(key -> look(key, now, tell));
  }

  private static boolean same(Booking a, Booking b) {
    return a.version().equals(b.version())
        && a.asset().environment().equals(b.asset().environment());
  }

  private void leave(
      String product, String key, Booking before, Instant at, Consumer<Signal> tell) {
    String trialKey = trial(product, before.asset().environment(), before.version());
    look(trialKey, at, tell); // what it proved until now counts
    residents.delete(trialKey + Keys.of(before.asset().id()));
    Booking latest = bookings.get(key);
    if (latest != null && latest.unverified()) {
      tell.accept(clear(product, latest, at, Reason.ROLLOUT_SETTLED, "it runs there no longer"));
    }
  }

  private void promoted(
      String product, String key, Booking now, Instant at, Consumer<Signal> tell) {
    RolloutRule order = rule;
    String earlier = order == null ? null : order.before(now.asset().environment());
    Trial here = trials.get(trial(product, now.asset().environment(), now.version()));
    if (order == null
        || earlier == null
        || here.settled()
        || proven(trial(product, earlier, now.version()))
        || !at.isBefore(here.firstSeen().plus(order.settledAfter()))) {
      return;
    }
    bookings.put(key, now.reported(true));
    tell.accept(raise(product, now, earlier, order, here.firstSeen(), at));
    wakes.set(
        trial(product, now.asset().environment(), now.version()),
        here.firstSeen().plus(order.settledAfter()));
  }

  private boolean proven(String trialKey) {
    Trial trial = trials.get(trialKey);
    return trial != null && trial.proven();
  }

  /** Proves the trial when one asset has run the release for long enough, and settles old news. */
  private void look(String trialKey, Instant now, Consumer<Signal> tell) {
    RolloutRule order = rule;
    Trial trial = trials.get(trialKey);
    if (order == null || trial == null) {
      return;
    }
    List<Booking> running = running(trialKey);
    Instant first =
        running.stream().map(Booking::since).min(Instant::compareTo).orElse(Instant.MAX);
    Instant proof = first.equals(Instant.MAX) ? first : first.plus(order.soak());
    if (!trial.proven() && !now.isBefore(proof)) {
      trials.put(trialKey, new Trial(trial.firstSeen(), true, trial.settled()));
      verified(trialKey, order, now, tell);
    }
    Instant settled = trial.firstSeen().plus(order.settledAfter());
    if (!now.isBefore(settled)) {
      settle(trialKey, now, Reason.ROLLOUT_SETTLED, "nothing was heard against it", tell);
    }
    wakes.set(trialKey, next(now, trial.proven() ? null : proof, settled));
  }

  private static @Nullable Instant next(Instant now, @Nullable Instant proof, Instant settled) {
    Instant later = now.isBefore(settled) ? settled : null;
    if (proof == null || !now.isBefore(proof) || proof.equals(Instant.MAX)) {
      return later;
    }
    return later == null || proof.isBefore(later) ? proof : later;
  }

  private List<Booking> running(String trialKey) {
    List<Booking> running = new ArrayList<>();
    for (var entry : Stores.range(residents, trialKey)) {
      Booking booking = bookings.get(entry.value);
      if (booking != null) {
        running.add(booking);
      }
    }
    return running;
  }

  private void verified(String trialKey, RolloutRule order, Instant now, Consumer<Signal> tell) {
    int place = order.order().indexOf(Keys.part(trialKey, 1));
    if (place >= 0 && place + 1 < order.order().size()) {
      String later =
          trial(Keys.part(trialKey, 0), order.order().get(place + 1), Keys.part(trialKey, 2));
      String why = "it has run in " + order.order().get(place) + " for " + order.soakText();
      settle(later, now, Reason.ROLLOUT_VERIFIED, why, tell);
    }
  }

  private void settle(
      String trialKey, Instant now, Reason reason, String why, Consumer<Signal> tell) {
    String product = Keys.part(trialKey, 0);
    for (Booking booking : running(trialKey)) {
      if (booking.unverified()) {
        bookings.put(Keys.of(product, booking.asset().id()), booking.reported(false));
        tell.accept(clear(product, booking, now, reason, why));
      }
    }
  }

  private static String trial(String product, String environment, String version) {
    return Keys.of(product, environment, version);
  }

  private static String fingerprint(String product, Booking booking) {
    return Fingerprints.of(
        "unverified-promotion", booking.asset().id(), product, booking.version());
  }

  private static Signal.Raise raise(
      String product,
      Booking booking,
      String earlier,
      RolloutRule order,
      Instant since,
      Instant at) {
    return new Signal.Raise(
        fingerprint(product, booking),
        at,
        booking.asset(),
        Severity.MEDIUM,
        new UnverifiedPromotion(
            product,
            booking.version(),
            booking.asset().environment(),
            earlier,
            order.soakText(),
            since,
            booking.evidence()));
  }

  private static Signal.Clear clear(
      String product, Booking booking, Instant at, Reason reason, String why) {
    return new Signal.Clear(
        fingerprint(product, booking), at, booking.asset().id(), new Resolution(reason, why));
  }
}
