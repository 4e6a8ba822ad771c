package io.patchwatch.streams;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AdvisoryWithdrawn;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.Precision;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.VulnerabilityMarked;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Events, named as one would tell them. */
final class Given {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final String CVE = "CVE-2023-32315";
  static final String GHSA = "GHSA-gw42-f939-fhvm";

  private Given() {}

  /** So many minutes after noon. */
  static Instant minute(long minutes) {
    return NOON.plusSeconds(60 * minutes);
  }

  static SoftwareObserved runs(String asset, String product, String version, Instant at) {
    return runs(asset, product, version, Precision.FULL, at);
  }

  static SoftwareObserved runs(
      String asset, String product, String version, Precision precision, Instant at) {
    return new SoftwareObserved(
        asset + "-" + version + "-" + at,
        at,
        "http-probe",
        Asset.of(asset),
        product,
        version,
        precision,
        new Evidence("http-probe", "http://" + asset + ":9090/login.jsp", "Version: " + version));
  }

  /** A source sees openfire on chat-1. */
  static SoftwareObserved saw(EvidenceSource source, String version, Instant at) {
    return new SoftwareObserved(
        source + "-" + version + "-" + at,
        at,
        source.label(),
        Asset.of("chat-1"),
        "openfire",
        version,
        Precision.FULL,
        Evidence.of(source, "somewhere", version));
  }

  static ProbeFailed silent(String asset, String product, Instant at) {
    return new ProbeFailed(
        asset + "-failed-" + at,
        at,
        "http-probe",
        Asset.of(asset),
        product,
        ProbeFailed.Failure.TIMEOUT,
        "no answer within 5 s",
        "http://" + asset + ":9090/login.jsp");
  }

  static AdvisoryPublished advisory(Instant modified, AffectedRange... ranges) {
    return advisory("openfire", GHSA, CVE, modified, ranges);
  }

  static AdvisoryPublished advisory(
      String product, String id, String vulnerability, Instant modified, AffectedRange... ranges) {
    Advisory advisory =
        new Advisory(
            id,
            vulnerability,
            List.of(),
            product,
            "osv:GHSA",
            "Administration Console authentication bypass",
            Severity.HIGH,
            8.6,
            null,
            List.of(ranges),
            List.of(),
            List.of("https://github.com/advisories/" + id),
            modified,
            modified);
    return new AdvisoryPublished(id + "-" + modified, modified, "osv", advisory);
  }

  static AdvisoryWithdrawn withdrawal(Instant at) {
    return new AdvisoryWithdrawn("w-" + at, at, "osv", "openfire", GHSA, at, "by its source");
  }

  static VulnerabilityMarked exploited(Instant at) {
    LocalDate listed = LocalDate.parse("2023-08-24");
    return new VulnerabilityMarked(
        "kev-" + at, at, "kev", "openfire", CVE, listed, listed.plusDays(21), true, 0.97, at);
  }

  static LifecyclePublished lifecycle(String product, LifecyclePublished.Cycle... cycles) {
    return new LifecyclePublished(
        "life-" + product, NOON, "eol", product, List.of(cycles), "endoflife.date", NOON);
  }
}
