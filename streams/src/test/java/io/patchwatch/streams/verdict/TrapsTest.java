package io.patchwatch.streams.verdict;

import static io.patchwatch.events.AffectedRange.only;
import static io.patchwatch.events.AffectedRange.through;
import static io.patchwatch.events.AffectedRange.undecidable;
import static io.patchwatch.events.AffectedRange.until;
import static io.patchwatch.streams.verdict.Scene.cycle;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.streams.verdict.Verdict.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes of real records that mislead a plain matcher. */
class TrapsTest {

  private static final String CVE = "CVE-2026-1";

  private static Scene synapse(AffectedRange... ranges) {
    return new Scene("synapse", "pep440", 2).advisory(CVE, "osv:PYSEC", ranges);
  }

  @Test
  void keepsTheBranchesOfSynapseApart() {
    // PYSEC-2026-1612: 1.138.3 is fixed although the later 1.139.0 is affected.
    Scene synapse = synapse(until(null, "1.138.3"), until("1.139.0rc2", "1.139.1"));

    assertThat(synapse.judge("1.138.2").state()).isEqualTo(State.UNPATCHED);
    assertThat(synapse.judge("1.138.3").state()).isEqualTo(State.PATCHED);
    assertThat(synapse.judge("1.139.0rc1").state()).isEqualTo(State.PATCHED);
    assertThat(synapse.judge("1.139.0rc2").state()).isEqualTo(State.UNPATCHED);
    assertThat(synapse.judge("1.139.0").state()).isEqualTo(State.UNPATCHED);
    assertThat(synapse.judge("1.139.1").state()).isEqualTo(State.PATCHED);
    assertThat(synapse.judge("1.139.0").smallestSafe().version()).isEqualTo("1.139.1");
  }

  @Test
  void countsThePreReleaseOfTheFixAsAffectedAndThatOfALaterReleaseAsNot() {
    assertThat(synapse(until(null, "1.62.0")).judge("1.62.0rc1").state())
        .isEqualTo(State.UNPATCHED);
    assertThat(synapse(until(null, "1.152.1")).judge("1.153.0rc1").state())
        .isEqualTo(State.PATCHED);
    assertThat(synapse(AffectedRange.from("1.62.0")).judge("1.62.0rc1").state())
        .isEqualTo(State.PATCHED);
  }

  @Test
  void neverInstallsAPreRelease() {
    Verdict verdict = synapse(until(null, "1.62.0rc1")).judge("1.61.0");

    assertThat(verdict.affected().getFirst().fixed()).containsExactly("1.62.0rc1");
    assertThat(verdict.smallestSafe()).isNull();
  }

  @Test
  void takesAnEmptyIntervalForUnknownUpToItsBoundAndForNothingAboveIt() {
    // Rocket.Chat CVE-2024-39713: version 6.10.1, lessThan 6.10.1.
    Scene rocket =
        new Scene("rocket.chat", "semver", 2).advisory(CVE, "cve5:CNA", until("6.10.1", "6.10.1"));

    assertThat(rocket.judge("6.9.0").unknown())
        .singleElement()
        .satisfies(doubt -> assertThat(doubt.why()).contains("empty range"));
    assertThat(rocket.judge("6.10.1").state()).isEqualTo(State.UNKNOWN);
    assertThat(rocket.judge("6.10.2").state()).isEqualTo(State.PATCHED);
  }

  @Test
  void letsTheNextSourceDecideWhereTheMostTrustedCannot() {
    Scene rocket =
        new Scene("rocket.chat", "semver", 2)
            .advisory(CVE, "cve5:CNA", undecidable("empty interval"))
            .advisory(CVE, "osv:GHSA", until(null, "6.10.1"));

    assertThat(rocket.judge("6.9.0").affected())
        .singleElement()
        .satisfies(affected -> assertThat(affected.source()).isEqualTo("osv:GHSA"));
    assertThat(rocket.judge("6.10.1").state()).isEqualTo(State.PATCHED);
  }

  @Test
  void readsOverlappingEntriesAsTheFixesOfBranches() {
    // CVE-2026-45266 (Talk): as written, the last entry flags the patched 21.1.10 and 22.0.11.
    Scene talk =
        new Scene("nextcloud-talk", "numeric", 1)
            .advisory(
                CVE, "nvd", until(null, "23.0.3"), until(null, "21.1.10"), until("0", "22.0.11"));

    assertThat(talk.judge("21.1.10").state()).isEqualTo(State.PATCHED);
    assertThat(talk.judge("22.0.11").state()).isEqualTo(State.PATCHED);
    assertThat(talk.judge("20.1.8").state()).isEqualTo(State.UNPATCHED);
    assertThat(talk.judge("22.0.10").state()).isEqualTo(State.UNPATCHED);
    assertThat(talk.judge("23.0.0-rc1").state()).isEqualTo(State.UNPATCHED);
    assertThat(talk.judge("23.0.3").state()).isEqualTo(State.PATCHED);
    assertThat(talk.judge("21.1.9").smallestSafe().version()).isEqualTo("21.1.10");
  }

  @Test
  void callsAGitHashUnknown() {
    Scene zulip =
        new Scene("zulip", "zulip", 1)
            .advisory(
                CVE,
                "nvd",
                until(
                    "3f1a2b4c5d6e7f8091a2b3c4d5e6f708192a3b4c",
                    "8c1f2ab4c5d6e7f8091a2b3c4d5e6f70"));

    Verdict verdict = zulip.judge("11.5");

    assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
    assertThat(verdict.unknown().getFirst().reason())
        .isEqualTo(Answer.Doubt.Reason.UNDECIDABLE_RANGE);
    assertThat(verdict.unknown().getFirst().why())
        .contains("git hash")
        .contains("cannot be compared");
  }

  @Test
  void judgesADevelopmentBuildByTheReleasesItMayStemFrom() {
    Scene zulip = new Scene("zulip", "zulip", 1).advisory(CVE, "nvd", until("9.0", "11.5"));

    assertThat(zulip.judge("12.0-dev+git").unknown().getFirst().reason())
        .isEqualTo(Answer.Doubt.Reason.DEVELOPMENT_BUILD);
    assertThat(zulip.judge("13.0-dev+git").state()).isEqualTo(State.PATCHED);
    assertThat(zulip.judge("11.0-dev+git").state()).isEqualTo(State.UNPATCHED);
    assertThat(zulip.judge("11.4+git").state()).isEqualTo(State.UNPATCHED);
    assertThat(zulip.judge("5.0-dev-1650-gc3fd37755f").state()).isEqualTo(State.PATCHED);
  }

  @Test
  void comparesNextcloudsBuildNumberOnlyWhereItWasSeen() {
    Scene nextcloud =
        new Scene("nextcloud", "nextcloud", 1).advisory(CVE, "nvd", until("19.0.0", "19.0.13.10"));
    Scene inclusive =
        new Scene("nextcloud", "nextcloud", 1).advisory(CVE, "cve5:CNA", through(null, "27.0.2"));

    assertThat(nextcloud.judge("19.0.13.9").state()).isEqualTo(State.UNPATCHED);
    assertThat(nextcloud.judge("19.0.13.10").state()).isEqualTo(State.PATCHED);
    assertThat(nextcloud.judge("19.0.12").state()).isEqualTo(State.UNPATCHED);
    assertThat(nextcloud.judge("19.0.13").unknown().getFirst().reason())
        .isEqualTo(Answer.Doubt.Reason.BUILD_NUMBER);
    assertThat(inclusive.judge("27.0.2.1").state()).isEqualTo(State.UNPATCHED);
    assertThat(inclusive.judge("27.0.3.1").state()).isEqualTo(State.PATCHED);
  }

  @Test
  void ordersEjabberdsCalendar() {
    Scene ejabberd =
        new Scene("ejabberd", "calver", 2).advisory(CVE, "osv:GHSA", until(null, "24.02"));

    assertThat(ejabberd.judge("23.10").state()).isEqualTo(State.UNPATCHED);
    assertThat(ejabberd.judge("24.02").state()).isEqualTo(State.PATCHED);
    assertThat(ejabberd.judge("26.07").state()).isEqualTo(State.PATCHED);
  }

  @Test
  void doesNotCallABranchSafeThatTheVendorDoesNotList() {
    // Mattermost lists its supported branches only; 11.3 is between them and end of life.
    AffectedRange[] ranges = {
      until("10.11.0", "10.11.15"), until("11.4.0", "11.4.5"), until("11.5.0", "11.5.4")
    };
    Scene mattermost = new Scene("mattermost", "mattermost", 2).advisory(CVE, "osv:GO", ranges);
    Scene dated =
        new Scene("mattermost", "mattermost", 2)
            .advisory(CVE, "osv:GO", ranges)
            .cycles(
                cycle("11.5", "11.5.4", "2027-06-15"),
                cycle("11.4", "11.4.5", "2026-06-15"),
                cycle("11.3", "11.3.2", "2026-05-15"),
                cycle("10.11", "10.11.15", "2027-08-15"));

    assertThat(mattermost.judge("10.11.14").smallestSafe().version()).isEqualTo("10.11.15");
    assertThat(mattermost.judge("11.5.3").smallestSafe().version()).isEqualTo("11.5.4");
    assertThat(mattermost.judge("11.3.2").unknown().getFirst().reason())
        .isEqualTo(Answer.Doubt.Reason.UNLISTED_BRANCH);
    Verdict ended = dated.judge("11.3.2");
    assertThat(ended.state()).isEqualTo(State.END_OF_LIFE);
    assertThat(ended.affected()).isEmpty();
    assertThat(ended.smallestSafe()).isEqualTo(new SafeVersion("11.5.4", false, List.of()));
  }

  @Test
  void believesASupportedBranchThatIsNotListed() {
    Scene mattermost =
        new Scene("mattermost", "mattermost", 2)
            .advisory(CVE, "osv:GO", until("10.11.0", "10.11.15"), until("11.5.0", "11.5.4"))
            .cycles(cycle("11.4", "11.4.2", "2027-01-15"));

    assertThat(mattermost.judge("11.4.2").state()).isEqualTo(State.PATCHED);
  }

  @Test
  void honoursExplicitExceptions() {
    Scene mattermost =
        new Scene("mattermost", "mattermost", 2)
            .advisory(CVE, "cve5:CNA", List.of(through("9.5.0", "9.6.9")), List.of(only("9.6.2")));

    assertThat(mattermost.judge("9.6.1").state()).isEqualTo(State.UNPATCHED);
    assertThat(mattermost.judge("9.6.2").notAffected().getFirst().why())
        .isEqualTo("listed as not affected");
    assertThat(mattermost.judge("9.6.1").smallestSafe().version()).isEqualTo("9.6.2");
  }

  @Test
  void matchesASingleVersionExactly() {
    Scene mattermost =
        new Scene("mattermost", "mattermost", 2).advisory(CVE, "cve5:CNA", only("9.8.0"));

    assertThat(mattermost.judge("9.8.0").state()).isEqualTo(State.UNPATCHED);
    assertThat(mattermost.judge("9.8.1").state()).isEqualTo(State.PATCHED);
    assertThat(mattermost.judge("9.7.9").state()).isEqualTo(State.PATCHED);
  }

  @Test
  void keepsAnOpenEndAffected() {
    Scene dendrite =
        new Scene("dendrite", "go", 2).advisory(CVE, "osv:GHSA", AffectedRange.from("0.9.0"));

    Verdict verdict = dendrite.judge("0.13.8");

    assertThat(verdict.state()).isEqualTo(State.UNPATCHED);
    assertThat(verdict.smallestSafe()).isNull();
    assertThat(dendrite.judge("0.8.9").state()).isEqualTo(State.PATCHED);
  }

  @Test
  void doesNotLetAllVersionsOfASiblingVoidTheFixes() {
    // GO-2025-4122 joins module paths; only one of them is the server's.
    Scene mattermost =
        new Scene("mattermost", "mattermost", 2)
            .advisory(
                CVE,
                "osv:GO",
                until("10.5.0", "10.5.12"),
                until("10.11.0", "10.11.4"),
                AffectedRange.from(null));

    assertThat(mattermost.judge("10.11.3").state()).isEqualTo(State.UNPATCHED);
    assertThat(mattermost.judge("11.8.5").state()).isEqualTo(State.PATCHED);
    assertThat(mattermost.judge("9.6.2").remarks().getFirst().why()).contains("all versions");
  }

  @Test
  void believesTheFixOfTheOwnBranchBesideARangeThatSpansAll() {
    // GO-2025-4256 names the fixes of three branches and "before 11.0.4" as well.
    Scene mattermost =
        new Scene("mattermost", "mattermost", 2)
            .advisory(
                CVE,
                "osv:GO",
                until("10.11.0-rc1", "10.11.5"),
                until("11.0.0-alpha.1", "11.0.4"),
                until(null, "11.0.4"));

    assertThat(mattermost.judge("10.11.4").state()).isEqualTo(State.UNPATCHED);
    assertThat(mattermost.judge("10.11.5").state()).isEqualTo(State.PATCHED);
    assertThat(mattermost.judge("10.5.1").state()).isEqualTo(State.UNPATCHED);
    assertThat(mattermost.judge("11.0.3").state()).isEqualTo(State.UNPATCHED);
    assertThat(mattermost.judge("11.0.4").state()).isEqualTo(State.PATCHED);
  }
}
