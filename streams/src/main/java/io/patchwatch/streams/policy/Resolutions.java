package io.patchwatch.streams.policy;

import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.ImpactStated;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.streams.life.Signal;
import java.time.Instant;

/** Words why something covered by an exception is resolved. */
final class Resolutions {

  private static final int MOST = 1000;

  private Resolutions() {}

  /** The signal that resolves what is covered. */
  static Signal.Clear covered(Signal.Raise raise, Coverage coverage, Instant now) {
    return new Signal.Clear(raise.fingerprint(), now, raise.asset().id(), of(coverage));
  }

  private static Resolution of(Coverage coverage) {
    ImpactStated stated = coverage.notAffected();
    RiskAccepted accepted = coverage.accepted();
    if (stated != null || accepted == null) {
      return new Resolution(Reason.NOT_AFFECTED, stated == null ? "stated" : words(stated));
    }
    return new Resolution(
        Reason.RISK_ACCEPTED,
        "risk accepted by "
            + accepted.owner()
            + " until "
            + accepted.until()
            + ": "
            + cut(accepted.reason())
            + " (exception "
            + accepted.exception()
            + ")");
  }

  private static String words(ImpactStated stated) {
    String why = stated.justification() == null ? "" : stated.justification();
    String detail = stated.detail() == null ? "" : stated.detail();
    String both = why.isEmpty() || detail.isEmpty() ? why + detail : why + ", " + detail;
    return "not affected, says " + stated.author() + ": " + cut(both);
  }

  private static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
  }
}
