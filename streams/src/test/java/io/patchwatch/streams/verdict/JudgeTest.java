package io.patchwatch.streams.verdict;

import static io.patchwatch.events.AffectedRange.undecidable;
import static io.patchwatch.events.AffectedRange.until;
import static io.patchwatch.streams.verdict.Scene.cycle;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Precision;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.version.VersionScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private final Scene openfire =
      new Scene("openfire", "maven", 2)
          .advisory(
              "CVE-2023-32315", "osv:GHSA", until("3.10.0", "4.6.8"), until("4.7.0", "4.7.5"));

  @Test
  void callsTheVersionBelowTheFixUnpatchedAndNamesTheFixOfItsLane() {
    Verdict verdict = openfire.judge("4.7.4");

    assertThat(verdict.state()).isEqualTo(Verdict.State.UNPATCHED);
    assertThat(verdict.affected())
        .singleElement()
        .satisfies(
            affected -> {
              assertThat(affected.vulnerability()).isEqualTo("CVE-2023-32315");
              assertThat(affected.ranges())
                  .containsExactly(">= 3.10.0, < 4.6.8", ">= 4.7.0, < 4.7.5");
              assertThat(affected.fixed()).containsExactly("4.7.5");
            });
    assertThat(verdict.smallestSafe()).isEqualTo(new SafeVersion("4.7.5", true, List.of()));
  }

  @Test
  void callsTheFixedVersionsOfBothBranchesPatched() {
    assertThat(openfire.judge("4.7.5").state()).isEqualTo(Verdict.State.PATCHED);
    assertThat(openfire.judge("4.6.8").state()).isEqualTo(Verdict.State.PATCHED);
    assertThat(openfire.judge("4.6.8").notAffected().getFirst().why()).isEqualTo("fixed in 4.6.8");
    assertThat(openfire.judge("3.9.3").notAffected().getFirst().why())
        .isEqualTo("older than the first affected version, 3.10.0");
  }

  @Test
  void namesTheFixOfTheLaneAndTheNewestSafeOne() {
    Verdict verdict = openfire.judge("4.6.7");

    assertThat(verdict.smallestSafe().version()).isEqualTo("4.6.8");
    assertThat(verdict.latestSafe().version()).isEqualTo("4.7.5");
  }

  @Test
  void raisesWhatIsExploitedInTheWildToCritical() {
    Scene scene =
        new Scene("openfire", "maven", 2)
            .advisory("CVE-2020-1", "osv:GHSA", until(null, "4.7.5"))
            .advisory("CVE-2023-32315", "osv:GHSA", until("4.7.0", "4.7.5"))
            .exploited("CVE-2023-32315");

    Verdict verdict = scene.judge("4.7.4");

    assertThat(verdict.worst()).isEqualTo(Severity.CRITICAL);
    assertThat(verdict.affected().getFirst().vulnerability()).isEqualTo("CVE-2023-32315");
    assertThat(verdict.affected().getFirst().exploited()).isTrue();
    assertThat(verdict.affected().getFirst().exploitedDue()).isEqualTo("2023-09-14");
    assertThat(verdict.affected().getLast().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void believesTheMostTrustedSourceAndKeepsTheConflict() {
    Scene synapse =
        new Scene("synapse", "pep440", 2)
            .advisory("CVE-2023-42453", "osv:PYSEC", until("1.34.0", "1.93.0"))
            .advisory("CVE-2023-42453", "osv:GHSA", until("0.34.0", "1.93.0"));

    Verdict verdict = synapse.judge("1.30.0");

    assertThat(verdict.affected())
        .singleElement()
        .satisfies(
            affected -> {
              assertThat(affected.source()).isEqualTo("osv:GHSA");
              assertThat(affected.otherwise())
                  .singleElement()
                  .asString()
                  .contains("osv:PYSEC")
                  .contains("not affected");
            });
  }

  @Test
  void takesASeverityFromTheNextSourceWhereTheDecidingOneGivesNone() {
    Scene mattermost =
        new Scene("mattermost", "mattermost", 2)
            .advisory(
                "CVE-1", "cve5:CNA", Severity.UNKNOWN, List.of(until(null, "9.6.3")), List.of())
            .advisory("CVE-1", "nvd", Severity.MEDIUM, List.of(until(null, "9.6.3")), List.of());

    assertThat(mattermost.judge("9.6.2").worst()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void doesNotCallABranchPatchedThatHoldsAffectedReleases() {
    Scene rocket =
        new Scene("rocket.chat", "semver", 2)
            .advisory("CVE-1", "osv:GHSA", until(null, "6.5.3"))
            .advisory("CVE-2", "osv:GHSA", until(null, "6.8.0"))
            .advisory("CVE-3", "osv:GHSA", until(null, "6.5.0"))
            .cycles(cycle("6.5", "6.5.9", null), cycle("6.8", "6.8.2", null));

    Verdict verdict = rocket.judge("6.5", Precision.BRANCH);

    assertThat(verdict.affected())
        .singleElement()
        .satisfies(affected -> assertThat(affected.vulnerability()).isEqualTo("CVE-2"));
    assertThat(verdict.unknown())
        .singleElement()
        .satisfies(
            doubt -> {
              assertThat(doubt.vulnerability()).isEqualTo("CVE-1");
              assertThat(doubt.reason()).isEqualTo(Answer.Doubt.Reason.BRANCH_ONLY);
            });
    assertThat(verdict.notAffected())
        .singleElement()
        .satisfies(clear -> assertThat(clear.vulnerability()).isEqualTo("CVE-3"));
    assertThat(verdict.smallestSafe()).isEqualTo(new SafeVersion("6.8.0", false, List.of()));
    assertThat(verdict.latestSafe().version()).isEqualTo("6.8.2");
  }

  @Test
  void doesNotInstallAReleaseThatHasAnotherVulnerability() {
    Scene scene =
        new Scene("openfire", "maven", 2)
            .advisory("CVE-1", "osv:GHSA", until(null, "4.7.5"))
            .advisory("CVE-2", "osv:GHSA", until("4.7.5", "4.7.7"))
            .cycles(cycle("4.8", "4.8.1", null));

    assertThat(scene.judge("4.7.4").smallestSafe().version()).isEqualTo("4.7.7");
    assertThat(scene.judge("4.7.4").latestSafe().version()).isEqualTo("4.8.1");
  }

  @Test
  void saysWhatRemainsUnverifiedInTheVersionToInstall() {
    Scene scene =
        new Scene("openfire", "maven", 2)
            .advisory("CVE-1", "osv:GHSA", until(null, "4.7.5"))
            .advisory("CVE-2", "cve5:CNA", undecidable("only text"));

    assertThat(scene.judge("4.7.4").smallestSafe())
        .isEqualTo(new SafeVersion("4.7.5", true, List.of("CVE-2")));
    assertThat(scene.judge("4.7.5").state()).isEqualTo(Verdict.State.UNKNOWN);
    assertThat(scene.judge("4.7.5").smallestSafe()).as("no other is better").isNull();
  }

  @Test
  void neverCallsAnEndedReleasePatched() {
    Scene scene =
        new Scene("mattermost", "mattermost", 2)
            .advisory("CVE-1", "cve5:CNA", until(null, "9.5.0"))
            .cycles(
                cycle("10.1", "10.1.7", "2025-01-15"),
                cycle("10.11", "10.11.15", "2027-08-15"),
                cycle("10", "10.11.15", "2026-11-24"));

    assertThat(scene.judge("10.1.7").state()).isEqualTo(Verdict.State.END_OF_LIFE);
    assertThat(scene.judge("10.1.7").support().cycle()).isEqualTo("10.1");
    assertThat(scene.judge("10.1.7").smallestSafe().version()).isEqualTo("10.11.15");
    assertThat(scene.judge("10.11.1").state()).isEqualTo(Verdict.State.PATCHED);
    assertThat(scene.judge("10.2.0").support().cycle()).isEqualTo("10");
    assertThat(scene.judge("10.2.0").endOfLife()).as("ends tomorrow").isFalse();
    assertThat(scene.judge("11.0.0").support()).isNull();
  }

  @Test
  void takesWhatIsOlderThanAnEndedOldestCycleAsEnded() {
    Scene scene =
        new Scene("mattermost", "mattermost", 2)
            .advisory("CVE-1", "cve5:CNA", until("9.0.0", "9.5.0"))
            .cycles(cycle("5.37", "5.37.9", "2022-07-15"));

    assertThat(scene.judge("4.10.0").state()).isEqualTo(Verdict.State.END_OF_LIFE);
    assertThat(scene.judge("4.10.0").support().cycle()).isEqualTo("4.10");
  }

  @Test
  void isNotCoveredWithoutAdvisories() {
    Verdict verdict = new Scene("tinode", "tinode", 2).judge("0.25.1");

    assertThat(verdict.covered()).isFalse();
    assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
  }

  @Test
  void makesEverythingUnknownWhenTheVersionCannotBeRead() {
    Verdict verdict = openfire.judge("8c1f2ab");

    assertThat(verdict.state()).isEqualTo(Verdict.State.UNKNOWN);
    assertThat(verdict.unreadable()).contains("cannot be compared");
    assertThat(verdict.unknown())
        .singleElement()
        .satisfies(
            doubt -> assertThat(doubt.reason()).isEqualTo(Answer.Doubt.Reason.UNREADABLE_VERSION));
  }

  @Test
  void takesARecordWithoutRangesForUnknown() {
    Scene scene = new Scene("openfire", "maven", 2).advisory("CVE-1", "cve5:CNA");

    assertThat(scene.judge("4.7.5").unknown().getFirst().why())
        .isEqualTo("the record names no versions");
  }

  @Test
  void givesTheSameVerdictInWhateverOrderTheRecordsCame() {
    AffectedRange[] ranges = {until("4.7.0", "4.7.5"), until(null, "4.6.8")};
    Scene forth =
        new Scene("openfire", "maven", 2)
            .advisory("CVE-1", "nvd", ranges)
            .advisory("CVE-2", "osv:GHSA", ranges[0])
            .advisory("CVE-1", "cve5:CNA", ranges[1]);
    Knowledge known = forth.knowledge();
    Knowledge reversed =
        new Knowledge(known.advisories().reversed(), known.marks(), known.lifecycle());
    ProductRules rules = new ProductRules("openfire", VersionScheme.of("maven"), 2, List.of());

    for (String version : List.of("4.6.7", "4.7.4", "4.7.5", "4.5.0-beta")) {
      assertThat(Judge.judge(rules, version, Precision.FULL, reversed, Scene.TODAY))
          .isEqualTo(Judge.judge(rules, version, Precision.FULL, known, Scene.TODAY));
    }
  }

  @Test
  void namesNoReleaseBelowTheRunningOneAsTheLatest() {
    assertThat(openfire.judge("5.0.2").latestSafe()).isNull();
    assertThat(openfire.judge("4.7.5").latestSafe().version()).isEqualTo("4.7.5");
  }

  @Test
  void doesNotTakeTheWordForAnUnknownVersionForAVersion() {
    assertThat(openfire.judge("unknown").unreadable()).contains("no number in it");
  }
}
