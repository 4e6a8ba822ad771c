package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.VersionConflict;
import io.patchwatch.events.VersionWentBack;
import io.patchwatch.streams.life.Signal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words a claim for one asset. */
final class Speech {

  private Speech() {}

  /** The claim as a signal about this asset; nothing for a doubt, or when nothing was observed. */
  static Optional<Signal> raise(Residence home, Claim claim, Instant at) {
    SoftwareObserved seen = home.observed();
    if (seen == null) {
      return Optional.empty();
    }
    return switch (claim) {
      case Claim.Doubtful doubt -> Optional.empty();
      case Claim.Vulnerable v ->
          Optional.of(
              raise(
                  home,
                  claim.slot(),
                  at,
                  v.answer().severity(),
                  v.conclusion(home.product(), Release.text(seen), seen.evidence())));
      case Claim.Ended e ->
          Optional.of(
              raise(
                  home,
                  claim.slot(),
                  at,
                  Claim.Ended.SEVERITY,
                  e.conclusion(home.product(), Release.text(seen), seen.evidence())));
      case Claim.Unclear u ->
          Optional.of(
              raise(
                  home,
                  claim.slot(),
                  at,
                  u.severity(),
                  new Conclusion.VersionUnknown(
                      home.product(),
                      Release.text(seen),
                      u.reason(),
                      u.detail(),
                      seen.evidence())));
    };
  }

  /** The asset does not answer: whatever it was, it is not known what it runs now. */
  static Signal unanswered(Residence home, ProbeFailed failing, Instant at) {
    String since = home.failures() > 1 ? " (" + home.failures() + " times in a row)" : "";
    return raise(
        home,
        Slot.UNKNOWN,
        at,
        Severity.MEDIUM,
        new Conclusion.VersionUnknown(
            home.product(),
            home.version(),
            failing.failure().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            failing.detail() + since,
            new Evidence("probe", failing.locator(), null)));
  }

  /** Sources disagree. A mere note that does is worth less than another probe. */
  static Optional<Signal> conflict(Residence home) {
    SoftwareObserved seen = home.observed();
    if (seen == null || home.conflict().isEmpty()) {
      return Optional.empty();
    }
    boolean grave = home.conflict().stream().skip(1).anyMatch(Speech::believed);
    return Optional.of(
        raise(
            home,
            Slot.CONFLICT,
            home.at(),
            grave ? Severity.MEDIUM : Severity.LOW,
            new VersionConflict(
                home.product(), Release.text(seen), home.conflict(), seen.evidence())));
  }

  private static boolean believed(VersionConflict.Claim claim) {
    return EvidenceSource.of(claim.evidence().source())
        .map(source -> source.confidence() >= Weighing.NOTE)
        .orElse(true);
  }

  /** A source saw a newer version before. */
  static Optional<Signal> wentBack(Residence home) {
    Rollback rollback = home.rollback();
    if (rollback == null) {
      return Optional.empty();
    }
    return Optional.of(
        raise(
            home,
            Slot.WENT_BACK,
            home.at(),
            Severity.MEDIUM,
            new VersionWentBack(
                home.product(),
                rollback.version(),
                rollback.former(),
                rollback.formerSeen(),
                rollback.evidence())));
  }

  private static Signal raise(
      Residence home, Slot slot, Instant at, Severity severity, Conclusion conclusion) {
    return new Signal.Raise(fingerprint(home, slot), at, home.asset(), severity, conclusion);
  }

  static Signal clear(Residence home, Slot slot, Instant at, Resolution resolution) {
    return new Signal.Clear(fingerprint(home, slot), at, home.asset().id(), resolution);
  }

  private static String fingerprint(Residence home, Slot slot) {
    return slot.fingerprint(home.asset().id(), home.product());
  }

  /** A version was observed of which the claim does not hold. */
  static Resolution observed(Slot slot, String version, @Nullable String why) {
    String detail = "version " + version + " observed" + (why == null ? "" : ": " + why);
    return switch (slot.kind()) {
      case "version-conflict" ->
          new Resolution(
              Reason.SOURCES_AGREE, "no source contradicts version " + version + " any more");
      case "version-went-back" ->
          new Resolution(
              Reason.VERSION_SETTLED, detail + ": the newer one is back, or this is to stay");
      case "unpatched" -> new Resolution(Reason.FIXED_VERSION_OBSERVED, detail);
      case "end-of-life" -> new Resolution(Reason.SUPPORTED_RELEASE_OBSERVED, detail);
      default -> new Resolution(Reason.VERSION_READ, detail);
    };
  }

  /** What is known changed, so that the claim no longer holds. */
  static Resolution corrected(Slot slot, boolean withdrawn, @Nullable String why) {
    if (withdrawn) {
      return new Resolution(
          Reason.ADVISORY_WITHDRAWN, "the advisory on " + slot.subject() + " was withdrawn");
    }
    String detail = why == null ? "no advisory says so any more" : "corrected: " + why;
    return new Resolution(Reason.ADVISORY_CORRECTED, detail);
  }

  /** The vulnerability has got another name, under which it is told from now on. */
  static Resolution superseded(String now) {
    return new Resolution(Reason.SUPERSEDED, "its details are known now: " + now);
  }

  static Resolution replaced(String product) {
    return new Resolution(Reason.PRODUCT_REPLACED, product + " was observed in its place");
  }
}
