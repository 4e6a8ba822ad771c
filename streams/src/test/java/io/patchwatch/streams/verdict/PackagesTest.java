package io.patchwatch.streams.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.PackageFact;
import io.patchwatch.events.Precision;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.verdict.Answer.Doubt;
import io.patchwatch.streams.version.VersionScheme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Packages of distributions; the records are those on Prosody's CVE-2022-0217. */
class PackagesTest {

  private static final String CVE = "CVE-2022-0217";
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  private final List<Advisory> records = new ArrayList<>();

  private static Advisory record(
      String id, String distribution, List<String> related, AffectedRange... ranges) {
    return new Advisory(
        id,
        related.isEmpty() ? CVE : id,
        List.of(),
        "prosody",
        distribution == null ? "nvd" : "osv:DSA",
        "summary",
        Severity.HIGH,
        7.5,
        null,
        List.of(ranges),
        List.of(),
        List.of(),
        NOW,
        NOW,
        distribution,
        related);
  }

  private void debian() {
    records.add(
        record(
            "DSA-5047-1@debian:11",
            "debian:11",
            List.of(CVE),
            AffectedRange.until(null, "0.11.9-2+deb11u1")));
    records.add(
        record(CVE + "@debian:12", "debian:12", List.of(), AffectedRange.until(null, "0.11.12-1")));
  }

  private void upstream() {
    records.add(record("nvd-1", null, List.of(), AffectedRange.until(null, "0.11.12")));
  }

  private Verdict judge(String upstream, String version, String distribution) {
    ProductRules rules = new ProductRules("prosody", VersionScheme.of("semver"), 2, List.of());
    return new Judge(rules, new Knowledge(records, Map.of(), null))
        .judge(
            upstream,
            Precision.FULL,
            new PackageFact("deb", "prosody", version, distribution),
            Scene.TODAY);
  }

  @Test
  void theDistributionsRecordSeesTheBackport() {
    debian();
    upstream();

    Verdict fixed = judge("0.11.9", "0.11.9-2+deb11u1", "debian:11");
    assertThat(fixed.state()).isEqualTo(Verdict.State.PATCHED);
    assertThat(fixed.notAffected().getFirst().why()).isEqualTo("fixed in 0.11.9-2+deb11u1");

    Verdict open = judge("0.11.9", "0.11.9-2", "debian:11");
    assertThat(open.affected())
        .extracting(Answer.Affected::vulnerability, Answer.Affected::advisory)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(CVE, "DSA-5047-1@debian:11"));
    assertThat(open.smallestSafe().version()).isEqualTo("0.11.9-2+deb11u1");
  }

  @Test
  void eachReleaseOfTheDistributionHasItsOwnFix() {
    debian();

    assertThat(judge("0.11.11", "0.11.11-1", "debian:12").state())
        .isEqualTo(Verdict.State.UNPATCHED);
    assertThat(judge("0.11.11", "0.11.11-1", "debian:11").state()).isEqualTo(Verdict.State.PATCHED);
  }

  @Test
  void withoutARecordOfTheDistributionAnAffectedUpstreamIsADoubt() {
    debian();
    upstream();

    Verdict verdict = judge("0.11.9", "0.11.9-3ubuntu1", "ubuntu:22.04");

    assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
    assertThat(verdict.unknown())
        .singleElement()
        .matches(doubt -> doubt.reason() == Doubt.Reason.BACKPORT_POSSIBLE)
        .matches(doubt -> doubt.why().contains("no records of ubuntu:22.04 are loaded"));
  }

  @Test
  void aClearWordOfUpstreamHoldsForPackagesToo() {
    upstream();

    assertThat(judge("0.12.3", "0.12.3-1", "debian:12").state()).isEqualTo(Verdict.State.PATCHED);
  }

  @Test
  void aVendorsOwnPackageIsJudgedAsUpstream() {
    upstream();

    assertThat(judge("0.11.9", "0.11.9-1~buster1", null).state())
        .isEqualTo(Verdict.State.UNPATCHED);
  }

  @Test
  void recordsOfDistributionsSayNothingOfUpstreamVersions() {
    debian();
    ProductRules rules = new ProductRules("prosody", VersionScheme.of("semver"), 2, List.of());

    Verdict verdict =
        new Judge(rules, new Knowledge(records, Map.of(), null))
            .judge("0.11.9", Precision.FULL, Scene.TODAY);

    assertThat(verdict.covered()).isFalse();
    assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
  }
}
