package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Asset;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one product on one asset: the newest observation, and the failures since.
 *
 * @param product catalogue id, or what the collector said when the catalogue does not know it
 * @param observed the newest observation, if there was one
 * @param failures probes that failed since, in a row
 * @param failing the newest of these failures
 * @param replacedBy product that was seen in its place; null while the asset runs this one
 * @param at time of the event that made it so
 */
public record Residence(
    Asset asset,
    String product,
    @Nullable SoftwareObserved observed,
    int failures,
    @Nullable ProbeFailed failing,
    @Nullable String replacedBy,
    Instant at)
    implements ProductNews {

  static Residence vacant(Asset asset, String product) {
    return new Residence(asset, product, null, 0, null, null, Instant.EPOCH);
  }

  /** What this event makes of it; the same when the event is older than what is known. */
  Residence after(SoftwareEvent event) {
    return switch (event) {
      case SoftwareObserved seen -> afterObserved(seen);
      case ProbeFailed failed -> afterFailed(failed);
    };
  }

  private Residence afterObserved(SoftwareObserved seen) {
    if (observed != null && !newer(seen, observed)) {
      return this;
    }
    boolean answered = failing == null || !failing.time().isAfter(seen.time());
    return new Residence(
        seen.asset(),
        product,
        seen,
        answered ? 0 : failures,
        answered ? null : failing,
        null,
        seen.time());
  }

  private Residence afterFailed(ProbeFailed failed) {
    boolean late =
        (observed != null && !failed.time().isAfter(observed.time()))
            || (failing != null && !failed.time().isAfter(failing.time()));
    return late
        ? this
        : new Residence(
            failed.asset(), product, observed, failures + 1, failed, replacedBy, failed.time());
  }

  /** The order of observations; those of the same instant are ordered by their ids. */
  static boolean newer(SoftwareObserved a, SoftwareObserved b) {
    int byTime = a.time().compareTo(b.time());
    return byTime > 0 || (byTime == 0 && a.id().compareTo(b.id()) > 0);
  }

  Residence replacedBy(String other, Instant time) {
    return new Residence(asset, product, observed, failures, failing, other, time);
  }

  /** The same without failures that are too few to be told. */
  Residence told(int failuresBeforeAlert) {
    return failures >= failuresBeforeAlert
        ? this
        : new Residence(asset, product, observed, 0, null, replacedBy, at);
  }

  /** Whether the judge would conclude the same of both. */
  boolean sameAs(Residence other) {
    return substance().equals(other.substance());
  }

  private List<Object> substance() {
    return Arrays.asList(
        asset,
        observed == null ? null : observed.version(),
        observed == null ? null : observed.precision(),
        failing == null ? null : failing.failure(),
        replacedBy);
  }

  /** The release that it runs, as far as was seen; null when no version was ever seen. */
  @Nullable Release release() {
    return observed == null ? null : new Release(product, observed.version(), observed.precision());
  }
}
