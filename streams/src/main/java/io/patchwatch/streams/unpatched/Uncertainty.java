package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Precision;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.verdict.Answer.Doubt;
import io.patchwatch.streams.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why it cannot be told whether a release is patched, and what to do about it. */
final class Uncertainty {

  private Uncertainty() {}

  /** What the verdict leaves open; null when it says something better: affected, or patched. */
  static Claim.@Nullable Unclear of(Verdict verdict) {
    if (verdict.unreadable() != null) {
      return new Claim.Unclear(
          Doubt.Reason.UNREADABLE_VERSION.label(),
          Severity.MEDIUM,
          "version " + verdict.version() + " cannot be compared: " + verdict.unreadable());
    }
    if (!verdict.affected().isEmpty() || verdict.unknown().isEmpty()) {
      return null;
    }
    return ofDoubts(verdict);
  }

  private static Claim.Unclear ofDoubts(Verdict verdict) {
    List<Doubt> doubts = verdict.unknown();
    Optional<Doubt> byVersion = doubts.stream().filter(d -> !d.reason().inRecord()).findFirst();
    Doubt first = byVersion.orElse(doubts.getFirst());
    String more = doubts.size() == 1 ? "" : " and " + (doubts.size() - 1) + " more";
    String remedy =
        verdict.precision() == Precision.BRANCH
            ? "; give the probe credentials that see the full version, or declare it"
            : "";
    return new Claim.Unclear(
        first.reason().label(),
        byVersion.isPresent() ? Severity.MEDIUM : Severity.LOW,
        "cannot tell whether it has " + first.vulnerability() + more + ": " + first.why() + remedy);
  }

  /** The catalogue does not know the product. */
  static Claim.Unclear unknownProduct(String product, Optional<String> suggestion) {
    String meant = suggestion.map(id -> "; did you mean " + id + "?").orElse("");
    return new Claim.Unclear(
        "unknown-product",
        Severity.MEDIUM,
        "no product "
            + product
            + " in the catalogue"
            + meant
            + " Correct the asset's product or add a catalogue file for it.");
  }

  /** No advisory is known for the product, so that "no vulnerability" would mean nothing. */
  static Claim.Unclear noCoverage(String product, boolean hasSource) {
    String why =
        hasSource
            ? "no advisory for " + product + " was loaded; check advisories in the configuration"
            : "nobody publishes advisories for " + product + " that a machine can read";
    return new Claim.Unclear("no-coverage", Severity.LOW, why);
  }
}
