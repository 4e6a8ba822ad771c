package io.patchwatch.ingest.advisories.feed;

import static io.patchwatch.ingest.advisories.feed.Records.advisories;
import static io.patchwatch.ingest.advisories.feed.Records.advisory;
import static io.patchwatch.ingest.advisories.feed.Records.parse;
import static io.patchwatch.ingest.advisories.feed.Records.ranges;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.ingest.advisories.Reading;
import org.junit.jupiter.api.Test;

class NvdRecordsTest {

  private static final String FILE = "anchore-nvd.ndjson";

  @Test
  void doesNotCallThePatchedBranchesOfTalkAffected() {
    Advisory advisory = advisory(FILE, "CVE-2026-45266");
    assertThat(advisory.product()).isEqualTo("nextcloud-talk");
    assertThat(advisory.id()).isEqualTo("CVE-2026-45266@nvd");
    assertThat(advisory.source()).isEqualTo("nvd");
    assertThat(ranges(advisory))
        .containsExactly("< 21.1.10", ">= 22.0.0-dev, < 22.0.11", ">= 23.0.0-dev, < 23.0.3");
  }

  @Test
  void doesNotCallPatchedEnterpriseBranchesAffectedByTheCommunityRange() {
    assertThat(ranges(FILE, "CVE-2024-37313"))
        .contains(">= 22, < 22.2.10.22", ">= 26.0.0, < 26.0.13")
        .doesNotContain(">= 21, < 26.0.13");
  }

  @Test
  void leavesOutAnEmptyIntervalBesideOthers() {
    assertThat(ranges(FILE, "CVE-2026-58066"))
        .hasSize(8)
        .contains(">= 8.5.0, < 8.5.2", "< 7.10.14")
        .noneMatch(range -> range.contains("8.7.0"));
  }

  @Test
  void callsGitHashesUndecidable() {
    assertThat(ranges(FILE, "CVE-2025-25195"))
        .singleElement()
        .asString()
        .startsWith("undecidable")
        .contains("50256f48314250978f521ef439cafa704e056539");
  }

  @Test
  void keepsWhatIsListedAsNotVulnerable() {
    assertThat(advisory(FILE, "CVE-2026-28514").unaffected())
        .containsExactly(AffectedRange.only("8.0.0"));
  }

  @Test
  void keepsAnOlderBranchFixedWhileANewerOneIsAffected() {
    assertThat(ranges(FILE, "CVE-2025-66556"))
        .containsExactly("< 20.1.8", ">= 21.0.0-beta.1, < 21.1.2");
  }

  @Test
  void readsTheApisAnswerWithVectorsAndEscapedNames() {
    Reading reading =
        parse(
            api(
                """
                {"id": "CVE-2026-1", "lastModified": "2026-05-01T10:00:00.123",
                 "descriptions": [{"lang": "en", "value": "A bug."}],
                 "metrics": {"cvssMetricV31": [{"cvssData":
                   {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]},
                 "configurations": [{"nodes": [{"operator": "OR", "negate": false, "cpeMatch": [
                   {"vulnerable": true, "versionEndIncluding": "11.4",
                    "criteria": "cpe:2.3:a:zulip:zulip_server:*:*:*:*:*:*:*:*"},
                   {"vulnerable": true,
                    "criteria": "cpe:2.3:a:zulip:zulip_server:12.0:beta1:*:*:*:*:a\\\\:b:*"}]}]}]}
                """));
    assertThat(reading.problems()).isEmpty();
    Advisory advisory = advisories(reading).getFirst();
    assertThat(advisory.cvss()).isEqualTo(9.8);
    assertThat(ranges(advisory)).containsExactly("<= 11.4", "= 12.0-beta1");
  }

  @Test
  void doesNotBlameTheServerForAnAppOnAPhone() {
    String record =
        api(
            """
            {"id": "CVE-2026-1", "configurations": [{"operator": "AND", "nodes": [
              {"operator": "OR", "negate": false, "cpeMatch": [{"vulnerable": true,
               "criteria": "cpe:2.3:a:rocket.chat:rocket.chat:*:*:*:*:*:*:*:*",
               "versionEndExcluding": "4.5.1"}]},
              {"operator": "OR", "negate": false, "cpeMatch": [{"vulnerable": false,
               "criteria": "cpe:2.3:o:google:android:-:*:*:*:*:*:*:*"}]}]}]}
            """);
    assertThat(parse(record).events()).isEmpty();
  }

  @Test
  void keepsTheGoodRecordsOfAnAnswerWithABadOne() {
    String good =
        """
        {"id": "CVE-2026-2", "configurations": [{"nodes": [{"cpeMatch": [{"vulnerable": true,
          "criteria": "cpe:2.3:a:zulip:zulip:*:*:*:*:*:*:*:*", "versionEndExcluding": "9.4"}]}]}]}
        """;
    String bad = "{\"id\": 7}";
    Reading reading = parse(api(bad + "," + good));
    assertThat(advisories(reading))
        .extracting(Advisory::vulnerability)
        .containsExactly("CVE-2026-2");
    assertThat(reading.problems())
        .containsExactly(
            "record.json: vulnerabilities[0].cve.id: is not a text; give a text in quotes");
  }

  private static String api(String... cves) {
    String items = String.join(",", cves).replace("{\"id\"", "{\"cve\": {\"id\"");
    String closed = items.replaceAll("\\}\\s*(,\\s*\\{\"cve\"|$)", "}}$1");
    return "{\"resultsPerPage\": 1, \"vulnerabilities\": [" + closed + "]}";
  }
}
