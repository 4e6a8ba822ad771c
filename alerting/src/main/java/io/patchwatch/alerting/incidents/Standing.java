package io.patchwatch.alerting.incidents;

import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Severity;
import java.util.Comparator;

/** An open finding as its incident remembers it. */
public record Standing(
    String fingerprint, String asset, String headline, Severity severity, boolean exploited) {

  private static final int MAX_HEADLINE = 300;

  /** Worst first, then by asset, so that the order is the same everywhere. */
  static final Comparator<Standing> WORST_FIRST =
      Comparator.comparing(Standing::severity)
          .thenComparing(Standing::exploited)
          .reversed()
          .thenComparing(Standing::asset)
          .thenComparing(Standing::fingerprint);

  static Standing of(Finding finding) {
    return new Standing(
        finding.fingerprint(),
        finding.asset().id(),
        shorten(finding.conclusion().headline()),
        finding.severity(),
        finding.conclusion() instanceof Conclusion.Unpatched unpatched && unpatched.exploited());
  }

  Incident.Member member() {
    return new Incident.Member(fingerprint, asset, headline, severity);
  }

  private static String shorten(String text) {
    return text.length() <= MAX_HEADLINE ? text : text.substring(0, MAX_HEADLINE - 1) + "…";
  }
}
