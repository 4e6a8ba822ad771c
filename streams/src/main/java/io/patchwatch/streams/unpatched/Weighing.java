package io.patchwatch.streams.unpatched;

import io.patchwatch.events.PackageFact;
import io.patchwatch.events.Precision;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.streams.verdict.Distributions;
import io.patchwatch.streams.verdict.ProductRules;
import io.patchwatch.streams.verdict.SeenVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Weighs what the sources say of one asset: who rules, who contradicts, what went back. Pure, and
 * the same in whatever order the observations came. The rules are in docs/evidence.md.
 */
final class Weighing {

  /** So long must two sources contradict each other: an upgrade is not seen by all at once. */
  static final Duration GRACE = Duration.ofMinutes(10);

  /** Sources that are believed less are notes, not evidence. */
  static final double NOTE = 0.5;

  /** One source with its version read. */
  private record Witness(Testimony testimony, SeenVersion version) {

    SoftwareObserved latest() {
      return testimony.latest();
    }

    boolean agrees(Witness other) {
      return version.agrees(other.version);
    }

    boolean full() {
      return latest().precision() == Precision.FULL;
    }
  }

  private final @Nullable ProductRules rules;
  private final List<Witness> inForce;

  private Weighing(
      @Nullable ProductRules rules, Collection<Testimony> testimonies, Duration window) {
    this.rules = rules;
    Instant newest =
        testimonies.stream().map(t -> t.latest().time()).max(Instant::compareTo).orElse(null);
    List<Witness> fresh =
        testimonies.stream()
            .filter(t -> newest == null || !t.latest().time().isBefore(newest.minus(window)))
            .map(this::witness)
            .toList();
    this.inForce =
        fresh.stream().filter(w -> fresh.stream().noneMatch(o -> supersedes(o, w))).toList();
  }

  private Witness witness(Testimony testimony) {
    SoftwareObserved seen = testimony.latest();
    return new Witness(testimony, SeenVersion.of(rules, seen.version(), seen.precision()));
  }

  /**
   * Who rules among these sources.
   *
   * @param rules null when the catalogue does not know the product
   * @param window a source that fell silent for so long while others spoke no longer counts
   */
  static @Nullable Standing of(
      @Nullable ProductRules rules, Collection<Testimony> testimonies, Duration window) {
    return testimonies.isEmpty() ? null : new Weighing(rules, testimonies, window).standing();
  }

  private Standing standing() {
    Witness leader = inForce.stream().max(this::compareLeaders).orElseThrow();
    Witness ruling = inForce.stream().filter(leader::agrees).max(RULING).orElseThrow();
    List<SoftwareObserved> dissent =
        inForce.stream().filter(w -> contradicts(w, ruling)).map(Witness::latest).toList();
    List<SoftwareObserved> others =
        inForce.stream().filter(w -> !w.equals(ruling)).map(Witness::latest).toList();
    return new Standing(ruling.latest(), others, dissent, rollback(ruling));
  }

  /** The server's own word first: it knows what runs. Then who sees more and is believed more. */
  private int compareLeaders(Witness a, Witness b) {
    int order = LEADING.compare(a, b);
    if (order == 0 && !a.agrees(b)) {
      return a.version().newerThan(b.version()) ? -1 : 1;
    }
    return order == 0 ? LAST.compare(a, b) : order;
  }

  private static final Comparator<Witness> LEADING =
      Comparator.<Witness, Boolean>comparing(w -> w.version().readable())
          .thenComparing(w -> w.latest().fromServer())
          .thenComparing(Witness::full)
          .thenComparingDouble(w -> w.latest().belief());

  private static final Comparator<Witness> LAST =
      Comparator.<Witness, Instant>comparing(w -> w.latest().time())
          .thenComparing(w -> w.latest().id());

  /** Of those that agree: the distribution's package tells most, then who sees the patch level. */
  private static final Comparator<Witness> RULING =
      Comparator.<Witness, Boolean>comparing(w -> w.version().readable())
          .thenComparing(w -> Distributions.built(w.latest().packageFact()))
          .thenComparing(Witness::full)
          .thenComparingDouble(w -> w.latest().belief())
          .thenComparing(LAST);

  /** It began to say something else after the other one had last spoken. */
  private static boolean supersedes(Witness newer, Witness older) {
    if (newer.agrees(older) || !newer.testimony().since().isAfter(older.latest().time())) {
      return false;
    }
    boolean note = newer.latest().belief() < NOTE && older.latest().belief() >= NOTE;
    return newer.latest().fromServer() || (!older.latest().fromServer() && !note);
  }

  /** Both said so while the other one did, and have kept to it. */
  private static boolean contradicts(Witness a, Witness b) {
    Instant began = later(a.testimony().since(), b.testimony().since());
    Instant lastOfA = a.latest().time();
    Instant lastOfB = b.latest().time();
    boolean together = !lastOfA.isBefore(began) && !lastOfB.isBefore(began);
    return !a.agrees(b) && together && !later(lastOfA, lastOfB).isBefore(began.plus(GRACE));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private @Nullable Rollback rollback(Witness ruling) {
    List<Witness> order = new ArrayList<>(List.of(ruling));
    inForce.stream().filter(w -> !w.equals(ruling) && w.agrees(ruling)).forEach(order::add);
    return order.stream().map(this::rollbackOf).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private @Nullable Rollback rollbackOf(Witness witness) {
    Testimony.Former newest = null;
    for (Testimony.Former former : witness.testimony().former()) {
      if (isNewer(former, Testimony.Former.of(witness.latest()))
          && (newest == null || isNewer(former, newest))) {
        newest = former;
      }
    }
    return newest == null ? null : Rollback.of(newest, witness.latest());
  }

  private boolean isNewer(Testimony.Former former, Testimony.Former now) {
    PackageFact before = former.packageFact();
    PackageFact after = now.packageFact();
    if (before != null && after != null && before.type().equals(after.type())) {
      return SeenVersion.of(before).newerThan(SeenVersion.of(after));
    }
    return SeenVersion.of(rules, former.version(), former.precision())
        .newerThan(SeenVersion.of(rules, now.version(), now.precision()));
  }
}
