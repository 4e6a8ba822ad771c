package io.patchwatch.alerting;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Findings as the detection side makes them. */
public final class Findings {

  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Findings() {}

  /** An unpatched Openfire. */
  public static Finding unpatched(String asset, String vulnerability, Severity severity) {
    return finding(asset, vulnerability, severity, 1, Finding.Transition.OPENED, false);
  }

  /** The next revision, fixed. */
  public static Finding fixed(Finding open) {
    return next(open, Finding.Transition.RESOLVED, open.severity(), false);
  }

  /** The next revision, opened once more. */
  public static Finding reopened(Finding resolved) {
    return next(resolved, Finding.Transition.OPENED, resolved.severity(), false);
  }

  /** The next revision with another severity. */
  public static Finding updated(Finding open, Severity severity, boolean exploited) {
    return next(open, Finding.Transition.UPDATED, severity, exploited);
  }

  private static Finding next(
      Finding before, Finding.Transition transition, Severity severity, boolean exploited) {
    var unpatched = (Conclusion.Unpatched) before.conclusion();
    return finding(
        before.asset().id(),
        unpatched.vulnerability(),
        severity,
        before.revision() + 1,
        transition,
        exploited);
  }

  private static Finding finding(
      String asset,
      String vulnerability,
      Severity severity,
      long revision,
      Finding.Transition transition,
      boolean exploited) {
    return new Finding(
        Fingerprints.of("unpatched", asset, "openfire", vulnerability),
        revision,
        transition,
        NOON,
        NOON,
        transition == Finding.Transition.RESOLVED
            ? new Finding.Resolution(
                Finding.Resolution.Reason.FIXED_VERSION_OBSERVED, "version 4.7.5 observed")
            : null,
        Asset.of(asset, "production", "chat-team", Map.of("region", "eu")),
        severity,
        conclusion(asset, vulnerability, exploited));
  }

  private static Conclusion conclusion(String asset, String vulnerability, boolean exploited) {
    return new Conclusion.Unpatched(
        "openfire",
        "4.7.4",
        vulnerability,
        "GHSA-gw42-f939-fhvm",
        "osv:GHSA",
        "Administration Console authentication bypass",
        8.6,
        List.of(">= 4.7.0, < 4.7.5"),
        exploited,
        null,
        null,
        "4.7.5",
        "5.0.1",
        List.of("https://github.com/advisories/GHSA-gw42-f939-fhvm"),
        new Evidence("http-probe", "http://" + asset + ":9090/login.jsp", "Version: 4.7.4"));
  }
}
