package io.patchwatch.alerting.incidents;

import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Severity;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An open finding as its incident remembers it.
 *
 * @param labels null: it was written before they were kept; then no silence matches it
 */
public record Standing(
    String fingerprint,
    String asset,
    String headline,
    Severity severity,
    boolean exploited,
    @Nullable SortedMap<String, String> labels) {

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
        finding.conclusion() instanceof Conclusion.Unpatched unpatched && unpatched.exploited(),
        finding.labels());
  }

  Map<String, String> known() {
    return labels == null ? Map.of() : labels;
  }

  Incident.Member member() {
    return new Incident.Member(fingerprint, asset, headline, severity);
  }

  private static String shorten(String text) {
    return text.length() <= MAX_HEADLINE ? text : text.substring(0, MAX_HEADLINE - 1) + "…";
  }
}
