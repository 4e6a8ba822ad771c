package io.patchwatch.app.policy;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.Scope;
import io.patchwatch.events.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records as they stand on the topics. */
public final class Known {

  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Known() {}

  public static Finding open(String asset, Instant since) {
    return new Finding(
        "unpatched-" + asset,
        1,
        Finding.Transition.OPENED,
        since,
        since,
        null,
        asset(asset),
        Severity.CRITICAL,
        bypass());
  }

  public static Finding resolved(
      String asset, Instant since, Instant at, Resolution.Reason reason, String detail) {
    return new Finding(
        "unpatched-" + asset,
        2,
        Finding.Transition.RESOLVED,
        at,
        since,
        new Resolution(reason, detail),
        asset(asset),
        Severity.CRITICAL,
        bypass());
  }

  public static RiskAccepted accepted(String id, Instant at, Instant until) {
    return new RiskAccepted(
        "accept-" + id,
        at,
        "config",
        id,
        "ops@example.org",
        "no path to the console",
        Scope.of("CVE-2023-32315", "openfire"),
        until);
  }

  private static Asset asset(String id) {
    return Asset.of(id, "production", "ops", Map.of());
  }

  private static Unpatched bypass() {
    return new Unpatched(
        "openfire",
        "4.7.4",
        "CVE-2023-32315",
        "GHSA-gw42-f939-fhvm",
        "osv:GHSA",
        "Administration Console authentication bypass",
        8.6,
        List.of(">= 4.7.0, < 4.7.5"),
        true,
        null,
        0.97,
        "4.7.5",
        "5.0.1",
        List.of(),
        new Evidence("http-probe", "http://chat:9090/login.jsp", null));
  }
}
