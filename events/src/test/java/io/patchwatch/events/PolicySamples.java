package io.patchwatch.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One sample of each record that is about policy. */
final class PolicySamples {

  private PolicySamples() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("finding-unpatched-due", due());
    all.put("finding-unverified-promotion", promotion());
    all.put("finding-exception-ending", exceptionEnding());
    all.put("command-risk-accepted", riskAccepted());
    all.put("command-impact-stated", impactStated());
    all.put("command-exception-revoked", revoked());
    return all;
  }

  private static Finding due() {
    Conclusion.Unpatched plain = (Conclusion.Unpatched) Samples.unpatched().conclusion();
    return Samples.opened(
        "f-5",
        Severity.CRITICAL,
        plain.standing(
            Samples.NOON.plusSeconds(86_400),
            PatchStatus.DUE_SOON,
            "under investigation, says vex.json"));
  }

  private static Finding promotion() {
    return Samples.opened(
        "f-6",
        Severity.MEDIUM,
        new UnverifiedPromotion(
            "openfire", "4.7.5", "production", "staging", "24h", Samples.NOON, Samples.LOGIN_PAGE));
  }

  private static Finding exceptionEnding() {
    return Samples.opened(
        "f-7",
        Severity.MEDIUM,
        new ExceptionEnding(
            "openfire",
            "admin-console-closed",
            "chat-team",
            "the console is behind a VPN",
            Samples.NOON.plusSeconds(86_400),
            List.of("CVE-2023-32315"),
            new Evidence("declared", "configuration", null)));
  }

  private static Scope scope() {
    return new Scope(
        List.of("CVE-2023-32315"),
        "openfire",
        List.of(AffectedRange.only("4.7.4")),
        List.of("chat-eu-1"),
        "production",
        new TreeMap<>(Map.of("region", "eu")));
  }

  private static RiskAccepted riskAccepted() {
    return new RiskAccepted(
        "ra-1",
        Samples.NOON,
        "configuration",
        "admin-console-closed",
        "chat-team",
        "the console is behind a VPN",
        scope(),
        Samples.NOON.plusSeconds(86_400));
  }

  private static ImpactStated impactStated() {
    return new ImpactStated(
        "is-1",
        Samples.NOON,
        "vex-directory",
        "vex/openfire",
        Samples.NOON,
        "Ignite Realtime",
        "https://example.org/vex/1",
        ImpactStated.Status.NOT_AFFECTED,
        "vulnerable_code_not_present",
        "built without the console",
        Scope.of("CVE-2023-32315", "openfire"));
  }

  private static ExceptionRevoked revoked() {
    return new ExceptionRevoked(
        "er-1", Samples.NOON, "configuration", "admin-console-closed", "alice", "the VPN is gone");
  }
}
