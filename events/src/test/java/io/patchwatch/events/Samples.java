package io.patchwatch.events;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One sample of each record that travels. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Asset CHAT =
      Asset.of("chat-eu-1", "production", "chat-team", Map.of("region", "eu"));
  static final Evidence LOGIN_PAGE =
      new Evidence("http-probe", "http://10.0.0.5:9090/login.jsp", "Openfire, Version: 4.7.4");

  private Samples() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("software-observed", softwareObserved());
    all.put("software-package-observed", packageObserved());
    all.put("probe-failed", probeFailed());
    all.put("log-observed", logObserved());
    all.put("advisory-published", advisoryPublished());
    all.put("advisory-of-distribution", advisoryOfDistribution());
    all.put("advisory-withdrawn", advisoryWithdrawn());
    all.put("vulnerability-marked", marked());
    all.put("lifecycle-published", lifecycle());
    all.put("feed-reported", feedReported());
    all.put("finding-feed-trouble", feedTrouble());
    all.put("log-parsed", logParsed());
    all.put("finding-unpatched", unpatched());
    all.put("finding-attacked", attacked());
    all.put("finding-end-of-life", endOfLife());
    all.put("finding-version-unknown", versionUnknown());
    all.put("finding-version-conflict", versionConflict());
    all.put("finding-version-went-back", versionWentBack());
    all.put("finding-unpatched-with-upgrades", unpatchedWithUpgrades());
    all.putAll(RuleSamples.all());
    all.putAll(AnomalySamples.all());
    all.putAll(PolicySamples.all());
    all.putAll(OnCallSamples.all());
    all.putAll(OutcomeSamples.all());
    all.put("incident", incident());
    all.put("delivery", delivery());
    all.put("receipt", receipt());
    all.put("dead-letter", deadLetter());
    return all;
  }

  static SoftwareObserved softwareObserved() {
    return new SoftwareObserved(
        "so-1", NOON, "http-probe", CHAT, "openfire", "4.7.4", Precision.FULL, LOGIN_PAGE);
  }

  static SoftwareObserved packageObserved() {
    return new SoftwareObserved(
        "so-2",
        NOON,
        "dpkg",
        CHAT,
        "prosody",
        "0.12.3",
        Precision.FULL,
        Evidence.of(EvidenceSource.PACKAGE, "/var/lib/dpkg/status", "prosody 0.12.3-1+deb12u1"),
        new PackageFact("deb", "prosody", "0.12.3-1+deb12u1", "debian:12"),
        0.99);
  }

  static ProbeFailed probeFailed() {
    return new ProbeFailed(
        "pf-1",
        NOON,
        "http-probe",
        CHAT,
        "openfire",
        ProbeFailed.Failure.TIMEOUT,
        "no answer within 5 s",
        "http://10.0.0.5:9090/login.jsp");
  }

  private static LogObserved.LogOrigin origin() {
    return new LogObserved.LogOrigin("file", "/var/log/ejabberd/ejabberd.log", 4711L);
  }

  static LogObserved logObserved() {
    return new LogObserved(
        "lo-1", NOON, "file-tail", CHAT, "ejabberd", origin(), "a log line", false);
  }

  static AdvisoryPublished advisoryPublished() {
    Advisory advisory =
        new Advisory(
            "GHSA-gw42-f939-fhvm",
            "CVE-2023-32315",
            List.of("CVE-2023-32315"),
            "openfire",
            "osv:GHSA",
            "Administration Console authentication bypass",
            Severity.HIGH,
            8.6,
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:L/A:L",
            List.of(
                AffectedRange.until("3.10.0", "4.6.8"),
                AffectedRange.through("4.7.0", "4.7.4"),
                AffectedRange.only("4.8.0-beta"),
                AffectedRange.undecidable("git commit")),
            List.of(AffectedRange.only("4.7.4-patched")),
            List.of("https://github.com/advisories/GHSA-gw42-f939-fhvm"),
            NOON,
            NOON);
    return new AdvisoryPublished("ap-1", NOON, "snapshot", advisory);
  }

  static AdvisoryPublished advisoryOfDistribution() {
    Advisory advisory =
        new Advisory(
            "DSA-5047-1@debian:11",
            "DSA-5047-1",
            List.of(),
            "prosody",
            "osv:DSA",
            "prosody - security update",
            Severity.UNKNOWN,
            null,
            null,
            List.of(AffectedRange.until(null, "0.11.9-2+deb11u1")),
            List.of(),
            List.of("https://osv.dev/vulnerability/DSA-5047-1"),
            NOON,
            NOON,
            "debian:11",
            List.of("CVE-2022-0217"));
    return new AdvisoryPublished("ap-2", NOON, "snapshot", advisory);
  }

  static AdvisoryWithdrawn advisoryWithdrawn() {
    return new AdvisoryWithdrawn(
        "aw-1", NOON, "osv", "openfire", "GHSA-gw42-f939-fhvm", NOON, "withdrawn by its source");
  }

  static VulnerabilityMarked marked() {
    return new VulnerabilityMarked(
        "vm-1",
        NOON,
        "kev",
        "openfire",
        "CVE-2023-32315",
        LocalDate.parse("2023-08-24"),
        LocalDate.parse("2023-09-14"),
        true,
        0.97,
        NOON);
  }

  static LifecyclePublished lifecycle() {
    LifecyclePublished.Cycle esr =
        new LifecyclePublished.Cycle(
            "10.11", "10.11.4", LocalDate.parse("2026-08-15"), false, true);
    return new LifecyclePublished(
        "lp-1", NOON, "eol", "mattermost", List.of(esr), "endoflife.date", NOON);
  }

  static FeedReported feedReported() {
    return new FeedReported(
        "fr-1",
        NOON,
        "advisory-feeds",
        "osv-npm",
        "osv",
        "https://feeds.example.org/npm/all.zip",
        FeedReported.State.REFUSED,
        NOON.minusSeconds(90_000),
        412,
        "shrunken",
        "has 120 records where 412 were",
        Duration.ofDays(2));
  }

  static Finding feedTrouble() {
    Conclusion conclusion =
        new FeedTrouble(
            "osv-npm",
            "osv",
            "https://feeds.example.org/npm/all.zip",
            "shrunken",
            "has 120 records where 412 were",
            NOON.minusSeconds(90_000),
            Duration.ofHours(25),
            412);
    return opened("f-5", Severity.MEDIUM, conclusion);
  }

  static LogParsed logParsed() {
    return new LogParsed(
        "lo-1",
        NOON,
        CHAT,
        "ejabberd",
        "file",
        origin(),
        new TreeMap<>(
            Map.of("message", "Failed", "source.ip", "203.0.113.7", "event.outcome", "failure")));
  }

  static Finding unpatched() {
    Conclusion conclusion =
        new Conclusion.Unpatched(
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
    return opened("f-1", Severity.CRITICAL, conclusion);
  }

  static Finding opened(String fingerprint, Severity severity, Conclusion conclusion) {
    return new Finding(
        fingerprint, 1, Finding.Transition.OPENED, NOON, NOON, null, CHAT, severity, conclusion);
  }

  static Finding attacked() {
    Conclusion conclusion =
        new Attacked(
            "ejabberd",
            "login-brute-force",
            "Login brute force",
            "203.0.113.7",
            null,
            6,
            NOON,
            NOON.plusSeconds(30),
            List.of("Failed c2s PLAIN authentication for alice@localhost from 203.0.113.7"),
            new Evidence("log", "/var/log/ejabberd/ejabberd.log", null));
    return opened("f-2", Severity.HIGH, conclusion);
  }

  static Finding endOfLife() {
    Conclusion conclusion =
        new Conclusion.EndOfLife(
            "mattermost",
            "9.4.0",
            "9.4",
            LocalDate.parse("2024-04-16"),
            "11.8.5",
            "endoflife.date",
            LOGIN_PAGE);
    return opened("f-3", Severity.MEDIUM, conclusion);
  }

  static Finding versionUnknown() {
    Conclusion conclusion =
        new Conclusion.VersionUnknown(
            "rocket-chat", "6.5", "timeout", "no answer within 5 s; check the URL", LOGIN_PAGE);
    return new Finding(
        "f-4",
        2,
        Finding.Transition.RESOLVED,
        NOON.plusSeconds(60),
        NOON,
        new Finding.Resolution(Finding.Resolution.Reason.VERSION_READ, "6.5.3 observed"),
        CHAT,
        Severity.LOW,
        conclusion);
  }

  static Finding unpatchedWithUpgrades() {
    Conclusion conclusion =
        new Conclusion.Unpatched(
                "synapse",
                "1.139.0",
                "CVE-2025-61672",
                "PYSEC-2026-1612",
                "osv:PYSEC",
                "Lack of validation for device keys",
                null,
                List.of(">= 1.139.0, < 1.139.1"),
                false,
                null,
                null,
                "1.139.2",
                "1.139.2",
                List.of(),
                LOGIN_PAGE)
            .with(
                List.of(
                    new Upgrade("1.139.2", true, List.of(), List.of("GO-2025-1")),
                    new Upgrade("1.139.1", true, List.of("CVE-2026-1"), List.of())),
                List.of("GHSA-1 (osv:GHSA) says not affected: [< 1.138.3]"),
                "release:synapse/1.139.1");
    return opened("f-8", Severity.HIGH, conclusion);
  }

  static Finding versionConflict() {
    Conclusion conclusion =
        new VersionConflict(
            "openfire",
            "4.7.4",
            List.of(
                new VersionConflict.Claim("4.7.4", NOON, LOGIN_PAGE),
                new VersionConflict.Claim(
                    "4.7.5", NOON, Evidence.of(EvidenceSource.IMAGE, "openfire:4.7.5", null))),
            LOGIN_PAGE);
    return opened("f-5", Severity.MEDIUM, conclusion);
  }

  static Finding versionWentBack() {
    Conclusion conclusion =
        new VersionWentBack("openfire", "4.7.4", "4.7.5", NOON.minusSeconds(60), LOGIN_PAGE);
    return opened("f-6", Severity.MEDIUM, conclusion);
  }

  static Incident incident() {
    Finding finding = unpatched();
    return new Incident(
        Incident.idOf(finding.group()),
        1,
        new IncidentState.Acknowledged("alice", NOON.plusSeconds(5)),
        "CVE-2023-32315 on openfire",
        Severity.CRITICAL,
        new TreeMap<>(finding.group()),
        NOON,
        NOON,
        1,
        1,
        List.of(
            new Incident.Member(
                "f-1", "chat-eu-1", finding.conclusion().headline(), Severity.CRITICAL)),
        finding);
  }

  static Delivery delivery() {
    Incident incident = incident();
    return new Delivery(
        "d-1",
        incident.id(),
        "ops",
        Delivery.Kind.OPENED,
        NOON,
        incident.title(),
        List.of(incident),
        0);
  }

  static Receipt receipt() {
    return new Receipt(
        "d-1",
        incident().id(),
        "ops",
        Delivery.Kind.OPENED,
        List.of(incident().id()),
        2,
        NOON,
        Duration.ofMillis(120),
        new Receipt.Outcome.Retry(Duration.ofSeconds(2), "HTTP 503"));
  }

  static DeadLetter deadLetter() {
    return new DeadLetter(
        "patchwatch.software",
        0,
        42,
        NOON,
        "streams",
        "field schema is missing",
        "chat-eu-1",
        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        false);
  }
}
