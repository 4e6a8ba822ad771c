package io.patchwatch.streams.unpatched;

import io.patchwatch.events.PackageFact;
import io.patchwatch.events.Precision;
import io.patchwatch.events.SoftwareObserved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of one asset. The same observations make the same testimony in any order, as
 * far as they lie within the window.
 *
 * @param latest its newest observation
 * @param since when it began to say so without saying anything else in between
 * @param former what else it said, the newest first
 */
record Testimony(SoftwareObserved latest, Instant since, List<Former> former) {

  private static final int MOST_FORMER = 8;

  /**
   * Something that the source said before.
   *
   * @param seen when it last said so
   */
  record Former(
      String version, Precision precision, @Nullable PackageFact packageFact, Instant seen) {

    static Former of(SoftwareObserved seen) {
      return new Former(seen.version(), seen.precision(), seen.packageFact(), seen.time());
    }

    boolean same(SoftwareObserved seen) {
      return version.equals(seen.version())
          && precision == seen.precision()
          && Objects.equals(packageFact, seen.packageFact());
    }

    boolean same(Former other) {
      return version.equals(other.version)
          && precision == other.precision
          && Objects.equals(packageFact, other.packageFact);
    }
  }

  Testimony {
    former = List.copyOf(former);
  }

  static Testimony first(SoftwareObserved seen) {
    return new Testimony(seen, seen.time(), List.of());
  }

  /**
   * With another observation of the same source.
   *
   * @param window how long what was said before is remembered
   */
  Testimony and(SoftwareObserved seen, Duration window) {
    if (newer(seen, latest)) {
      return Former.of(latest).same(seen)
          ? of(seen, since, former, window)
          : of(seen, seen.time(), with(Former.of(latest)), window);
    }
    if (!Former.of(latest).same(seen)) {
      Instant start = seen.time().isAfter(since) ? latest.time() : since;
      return of(latest, start, with(Former.of(seen)), window);
    }
    boolean earlier =
        seen.time().isBefore(since)
            && former.stream().allMatch(f -> f.seen().isBefore(seen.time()));
    return earlier ? of(latest, seen.time(), former, window) : this;
  }

  private List<Former> with(Former said) {
    List<Former> all = new ArrayList<>();
    Former newest = said;
    for (Former known : former) {
      if (!known.same(said)) {
        all.add(known);
      } else if (known.seen().isAfter(said.seen())) {
        newest = known;
      }
    }
    all.add(newest);
    return all;
  }

  private static Testimony of(
      SoftwareObserved latest, Instant since, List<Former> former, Duration window) {
    Instant oldest = latest.time().minus(window);
    return new Testimony(
        latest,
        since,
        former.stream()
            .filter(f -> !f.same(latest) && !f.seen().isBefore(oldest))
            .sorted(Comparator.comparing(Former::seen).reversed().thenComparing(Former::version))
            .limit(MOST_FORMER)
            .toList());
  }

  /** The order of observations; those of the same instant are ordered by their ids. */
  static boolean newer(SoftwareObserved a, SoftwareObserved b) {
    int byTime = a.time().compareTo(b.time());
    return byTime > 0 || (byTime == 0 && a.id().compareTo(b.id()) > 0);
  }
}
