package io.patchwatch.streams.life;

import io.patchwatch.events.Anomalous;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Conclusion.EndOfLife;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Conclusion.VersionUnknown;
import io.patchwatch.events.ExceptionEnding;
import io.patchwatch.events.FeedTrouble;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Transition;
import io.patchwatch.events.Malfunction;
import io.patchwatch.events.Silent;
import io.patchwatch.events.UnverifiedPromotion;
import io.patchwatch.events.VersionConflict;
import io.patchwatch.events.VersionWentBack;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of a finding: what a signal makes of what was known. Pure. */
public final class Life {

  private Life() {}

  /** The next record of the finding, or nothing when the signal tells nothing new. */
  public static Optional<Finding> next(@Nullable Finding known, Signal signal) {
    return switch (signal) {
      case Signal.Raise raise -> raised(known, raise);
      case Signal.Clear clear -> cleared(known, clear);
    };
  }

  private static Optional<Finding> raised(@Nullable Finding known, Signal.Raise raise) {
    if (known == null) {
      return Optional.of(record(raise, 1, Transition.OPENED, raise.at(), raise.at()));
    }
    Instant at = later(known.at(), raise.at());
    if (known.resolved()) {
      return Optional.of(record(raise, known.revision() + 1, Transition.OPENED, at, at));
    }
    if (substance(known).equals(substance(raise))) {
      return Optional.empty();
    }
    return Optional.of(
        record(raise, known.revision() + 1, Transition.UPDATED, at, known.openedAt()));
  }

  private static Finding record(
      Signal.Raise raise, long revision, Transition transition, Instant at, Instant openedAt) {
    return new Finding(
        raise.fingerprint(),
        revision,
        transition,
        at,
        openedAt,
        null,
        raise.asset(),
        raise.severity(),
        raise.conclusion());
  }

  private static Optional<Finding> cleared(@Nullable Finding known, Signal.Clear clear) {
    if (known == null || known.resolved()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            known.fingerprint(),
            known.revision() + 1,
            Transition.RESOLVED,
            later(known.at(), clear.at()),
            known.openedAt(),
            clear.resolution(),
            known.asset(),
            known.severity(),
            known.conclusion()));
  }

  /** Events may come late; a finding's own history never runs backwards. */
  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static List<Object> substance(Finding finding) {
    return substance(finding.asset(), finding.severity(), finding.conclusion());
  }

  private static List<Object> substance(Signal.Raise raise) {
    return substance(raise.asset(), raise.severity(), raise.conclusion());
  }

  /** What an update is worth telling for: wording, references and a moving EPSS score are not. */
  private static List<Object> substance(Asset asset, Object severity, Conclusion conclusion) {
    Object[] parts =
        switch (conclusion) {
          case Unpatched u ->
              new Object[] {
                u.version(),
                u.exploited(),
                String.valueOf(u.exploitedDue()),
                u.ranges(),
                String.valueOf(u.smallestSafe()),
                String.valueOf(u.latestSafe()),
                String.valueOf(u.due()),
                u.patchStatus(),
                String.valueOf(u.note()),
                u.upgrades(),
                String.valueOf(u.cause())
              };
          case EndOfLife e ->
              new Object[] {e.version(), String.valueOf(e.since()), String.valueOf(e.latestSafe())};
          case VersionUnknown v -> new Object[] {String.valueOf(v.lastVersion()), v.reason()};
          case VersionConflict c ->
              new Object[] {c.version(), c.claims().stream().map(Object::toString).toList()};
          case VersionWentBack b -> new Object[] {b.version(), b.former()};
          case Attacked a -> new Object[] {a};
          case Malfunction m -> new Object[] {m};
          case UnverifiedPromotion p -> new Object[] {p.version(), p.since()};
          case ExceptionEnding e -> new Object[] {e.until(), e.covers()};
          case FeedTrouble f -> new Object[] {f.reason()};
          case Anomalous a -> new Object[] {a};
          case Silent s -> new Object[] {s.total()};
        };
    return List.of(asset, severity, Arrays.asList(parts));
  }
}
