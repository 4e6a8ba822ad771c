package io.patchwatch.alerting.posture;

import io.patchwatch.events.Anomalous;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.ExceptionEnding;
import io.patchwatch.events.FeedTrouble;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Malfunction;
import io.patchwatch.events.PatchStatus;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Silent;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.UnverifiedPromotion;
import io.patchwatch.events.VersionConflict;
import io.patchwatch.events.VersionWentBack;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one chat server stands.
 *
 * @param version the one that was read last; null if the last look failed
 * @param state the worst that holds
 * @param worst severity of the worst open finding; null without any
 * @param open open findings of every kind
 * @param unpatched open vulnerabilities
 * @param exploited those of them that are exploited in the wild
 * @param overdue those of them that should have been patched by now
 * @param due the next date by which one is to be patched; null without any
 * @param at time of the newest thing that is known of it
 * @param revision grows with every change; the same on every process that has read the same
 */
public record AssetPosture(
    Asset asset,
    String product,
    @Nullable String version,
    State state,
    @Nullable Severity worst,
    int open,
    int unpatched,
    int exploited,
    int overdue,
    @Nullable Instant due,
    Instant at,
    long revision) {

  /** What is known of an asset as a whole, the least bad first. */
  public enum State {
    /** A version was read and nothing is known against it. */
    PATCHED,
    /** It cannot be told: unknown is not safe. */
    UNKNOWN,
    /** Its release gets no patches any more. */
    END_OF_LIFE,
    /** At least one known vulnerability is open. */
    UNPATCHED;

    /** As in metrics and documents. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * From what was seen last and what is open.
   *
   * @param revisions sum of the revisions of all findings about it, resolved ones too
   */
  static AssetPosture of(SoftwareEvent seen, Collection<Finding> open, long revisions) {
    List<Conclusion.Unpatched> unpatched =
        open.stream()
            .map(Finding::conclusion)
            .filter(Conclusion.Unpatched.class::isInstance)
            .map(Conclusion.Unpatched.class::cast)
            .toList();
    return new AssetPosture(
        seen.asset(),
        seen.product(),
        seen instanceof SoftwareObserved observed ? observed.version() : null,
        state(seen, open),
        open.stream().map(Finding::severity).max(Comparator.naturalOrder()).orElse(null),
        open.size(),
        unpatched.size(),
        (int) unpatched.stream().filter(Conclusion.Unpatched::exploited).count(),
        (int) unpatched.stream().filter(u -> u.patchStatus() == PatchStatus.OVERDUE).count(),
        due(unpatched).orElse(null),
        newest(seen, open),
        Math.max(1, seen.time().toEpochMilli()) + revisions);
  }

  private static Optional<Instant> due(List<Conclusion.Unpatched> unpatched) {
    return unpatched.stream()
        .map(Conclusion.Unpatched::due)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  private static Instant newest(SoftwareEvent seen, Collection<Finding> open) {
    return open.stream()
        .map(Finding::at)
        .filter(at -> at.isAfter(seen.time()))
        .max(Comparator.naturalOrder())
        .orElse(seen.time());
  }

  private static State state(SoftwareEvent seen, Collection<Finding> open) {
    State worst = seen instanceof SoftwareObserved ? State.PATCHED : State.UNKNOWN;
    for (Finding finding : open) {
      State state = stateOf(finding.conclusion());
      worst = state.compareTo(worst) > 0 ? state : worst;
    }
    return worst;
  }

  private static State stateOf(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.Unpatched c -> State.UNPATCHED;
      case Conclusion.EndOfLife c -> State.END_OF_LIFE;
      case Conclusion.VersionUnknown c -> State.UNKNOWN;
      case VersionConflict c -> State.UNKNOWN;
      case VersionWentBack c -> State.PATCHED; // what is wrong with the older one says another
      case Attacked c -> State.PATCHED; // says nothing about versions
      case Malfunction c -> State.PATCHED; // nor does this
      case UnverifiedPromotion c -> State.PATCHED; // says nothing about vulnerabilities
      case ExceptionEnding c -> State.PATCHED; // what it covers is accepted still
      case FeedTrouble c -> State.PATCHED; // about no server
      case Anomalous c -> State.PATCHED; // says nothing about versions
      case Silent c -> State.PATCHED; // of its log; a silent version is another finding
    };
  }
}
