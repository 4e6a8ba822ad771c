package io.patchwatch.alerting;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Precision;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.VersionConflict;
import io.patchwatch.events.VersionWentBack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records as they stand on the topics, about one fleet. */
public final class SampleRecords {

  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static final Evidence LOGIN_PAGE =
      new Evidence("http-probe", "http://10.0.0.5:9090/login.jsp", "Openfire, Version: 4.7.4");

  private SampleRecords() {}

  public static Asset asset(String id) {
    return Asset.of(id, "production", "chat-team", Map.of("region.zone", "eu-1"));
  }

  public static SoftwareObserved runs(String asset, String version, Instant at) {
    return new SoftwareObserved(
        "so-" + asset,
        at,
        "http-probe",
        asset(asset),
        "openfire",
        version,
        Precision.FULL,
        LOGIN_PAGE);
  }

  public static ProbeFailed silent(String asset, Instant at) {
    return new ProbeFailed(
        "pf-" + asset,
        at,
        "http-probe",
        asset(asset),
        "openfire",
        ProbeFailed.Failure.TIMEOUT,
        "no answer within 5 s",
        "http://10.0.0.5:9090/login.jsp");
  }

  public static Finding unpatched(String asset, long revision) {
    return opened("unpatched-" + asset, asset, revision, Severity.CRITICAL, openfireBypass());
  }

  public static Finding patched(String asset, long revision) {
    return new Finding(
        "unpatched-" + asset,
        revision,
        Finding.Transition.RESOLVED,
        NOON.plusSeconds(revision),
        NOON,
        new Finding.Resolution(
            Finding.Resolution.Reason.FIXED_VERSION_OBSERVED, "version 4.7.5 observed"),
        asset(asset),
        Severity.CRITICAL,
        openfireBypass());
  }

  private static Conclusion openfireBypass() {
    return new Conclusion.Unpatched(
        "openfire",
        "4.7.4",
        "CVE-2023-32315",
        "GHSA-gw42-f939-fhvm",
        "osv:GHSA",
        "Administration Console authentication bypass",
        8.6,
        List.of(">= 4.7.0, < 4.7.5"),
        true,
        LocalDate.parse("2023-09-14"),
        0.97,
        "4.7.5",
        "5.0.1",
        List.of("https://github.com/advisories/GHSA-gw42-f939-fhvm"),
        LOGIN_PAGE);
  }

  public static Finding attacked(String asset) {
    Conclusion conclusion =
        new Attacked(
            "openfire",
            "login-brute-force",
            "Login brute force",
            "203.0.113.7",
            "alice",
            6,
            NOON,
            NOON.plusSeconds(30),
            List.of("Failed authentication for alice from 203.0.113.7"),
            new Evidence("log", "/var/log/openfire/openfire.log", null));
    return opened("attacked-" + asset, asset, 1, Severity.HIGH, conclusion);
  }

  public static Finding endOfLife(String asset) {
    Conclusion conclusion =
        new Conclusion.EndOfLife(
            "openfire", "4.7.4", "4.7", null, "5.0.1", "endoflife.date", LOGIN_PAGE);
    return opened("end-of-life-" + asset, asset, 1, Severity.MEDIUM, conclusion);
  }

  public static Finding unknown(String asset) {
    Conclusion conclusion =
        new Conclusion.VersionUnknown(
            "openfire", null, "timeout", "no answer within 5 s; check the URL", LOGIN_PAGE);
    return opened("unknown-" + asset, asset, 1, Severity.LOW, conclusion);
  }

  /** Two sources say different versions. */
  public static Finding conflicting(String asset) {
    Evidence image = new Evidence("image", "openfire:4.7.5", null);
    Conclusion conclusion =
        new VersionConflict(
            "openfire",
            "4.7.4",
            List.of(
                new VersionConflict.Claim("4.7.4", NOON, LOGIN_PAGE),
                new VersionConflict.Claim("4.7.5", NOON, image)),
            LOGIN_PAGE);
    return opened("conflict-" + asset, asset, 1, Severity.MEDIUM, conclusion);
  }

  /** A newer version ran before. */
  public static Finding wentBack(String asset) {
    Conclusion conclusion = new VersionWentBack("openfire", "4.7.4", "4.7.5", NOON, LOGIN_PAGE);
    return opened("went-back-" + asset, asset, 1, Severity.MEDIUM, conclusion);
  }

  private static Finding opened(
      String fingerprint, String asset, long revision, Severity severity, Conclusion conclusion) {
    return new Finding(
        fingerprint,
        revision,
        revision == 1 ? Finding.Transition.OPENED : Finding.Transition.UPDATED,
        NOON.plusSeconds(revision),
        NOON,
        null,
        asset(asset),
        severity,
        conclusion);
  }

  public static Incident incident(Finding finding, long revision) {
    Instant at = NOON.plusSeconds(revision);
    return new Incident(
        Incident.idOf(finding.group()),
        revision,
        finding.resolved() ? new IncidentState.Resolved(at) : new IncidentState.Open(),
        finding.conclusion().kind() + " on openfire",
        finding.severity(),
        new TreeMap<>(finding.group()),
        NOON,
        at,
        finding.resolved() ? 0 : 1,
        1,
        finding.resolved() ? List.of() : List.of(member(finding)),
        finding);
  }

  private static Incident.Member member(Finding finding) {
    return new Incident.Member(
        finding.fingerprint(),
        finding.asset().id(),
        finding.conclusion().headline(),
        finding.severity());
  }

  public static Receipt receipt(Incident incident, int attempt, Receipt.Outcome outcome) {
    return new Receipt(
        "delivery-" + incident.revision(),
        incident.id(),
        "ops",
        Delivery.Kind.OPENED,
        List.of(incident.id()),
        attempt,
        incident.changedAt().plusMillis(400),
        Duration.ofMillis(120),
        outcome);
  }

  public static LogParsed log(String id, Instant at, Map<String, Object> fields) {
    return new LogParsed(
        id,
        at,
        asset("chat-eu-1"),
        "openfire",
        "file",
        new LogObserved.LogOrigin("file", "/var/log/openfire/openfire.log", 4711L),
        new TreeMap<>(fields));
  }

  public static DeadLetter deadLetter(long offset) {
    return new DeadLetter(
        "patchwatch.software",
        0,
        offset,
        NOON,
        "streams",
        "field schema is missing",
        "chat-eu-1",
        "{}".getBytes(StandardCharsets.UTF_8),
        false);
  }

  /** A feed that was good at this time. */
  public static FeedReported feed(String name, Instant at) {
    return new FeedReported(
        "fr-" + name,
        at,
        "advisory-feeds",
        name,
        "osv",
        "https://feeds.example.org/" + name,
        FeedReported.State.GOOD,
        at,
        12,
        null,
        "read and good",
        Duration.ofDays(2));
  }
}
