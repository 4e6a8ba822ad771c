package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Asset;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.VersionConflict;
import io.patchwatch.streams.verdict.ProductRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is concluded from all sightings of one product on one asset, and what its judge needs.
 *
 * @param product catalogue id, or what the collector said when the catalogue does not know it
 * @param observed the observation that rules, if there was one
 * @param conflict what the sources say when they disagree, the ruling one first; else empty
 * @param rollback what went back, if anything did
 * @param failures probes that failed since, in a row
 * @param failing the newest of these failures, if it is to be told
 * @param replacedBy product that was seen in its place; null while the asset runs this one
 * @param at time of the event that made it so
 */
public record Residence(
    Asset asset,
    String product,
    @Nullable SoftwareObserved observed,
    List<VersionConflict.Claim> conflict,
    @Nullable Rollback rollback,
    int failures,
    @Nullable ProbeFailed failing,
    @Nullable String replacedBy,
    Instant at)
    implements ProductNews {

  public Residence {
    conflict = conflict == null ? List.of() : List.copyOf(conflict);
  }

  /**
   * What the sightings come to.
   *
   * @param rules null when the catalogue does not know the product
   * @param failuresBeforeAlert so many probes in a row must fail before it is told
   * @param window how long a silent source counts
   */
  static Residence of(
      Sightings seen, @Nullable ProductRules rules, int failuresBeforeAlert, Duration window) {
    Standing standing = Weighing.of(rules, seen.bySource().values(), window);
    boolean silent =
        seen.failures() >= failuresBeforeAlert && !knownOtherwise(standing, seen, window);
    return new Residence(
        standing == null ? seen.asset() : standing.asset(),
        seen.product(),
        standing == null ? null : standing.ruling(),
        standing == null ? List.of() : standing.conflict(),
        standing == null ? null : standing.rollback(),
        silent ? seen.failures() : 0,
        silent ? seen.failing() : null,
        seen.replacedBy(),
        seen.at());
  }

  /** A probe that fails is no news while another collector knows the version. */
  private static boolean knownOtherwise(
      @Nullable Standing standing, Sightings seen, Duration window) {
    ProbeFailed failing = seen.failing();
    if (standing == null || failing == null) {
      return false;
    }
    SoftwareObserved ruling = standing.ruling();
    return !ruling.collector().equals(failing.collector())
        && ruling.belief() >= Weighing.NOTE
        && !ruling.time().isBefore(failing.time().minus(window));
  }

  /** Whether the judge would conclude the same of both. */
  boolean sameAs(Residence other) {
    return substance().equals(other.substance());
  }

  private List<Object> substance() {
    return Arrays.asList(
        asset,
        release(),
        conflict.stream().map(VersionConflict.Claim::toString).toList(),
        rollback == null ? null : List.of(rollback.version(), rollback.former()),
        failing == null ? null : failing.failure(),
        replacedBy);
  }

  /** The release that it runs, as far as was seen; null when no version was ever seen. */
  @Nullable Release release() {
    return observed == null ? null : Release.of(product, observed);
  }

  /** The version as a person should read it; null when none was ever seen. */
  @Nullable String version() {
    return observed == null ? null : Release.text(observed);
  }
}
