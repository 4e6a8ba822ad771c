package io.patchwatch.ingest.advisories.feed;

import static io.patchwatch.ingest.advisories.feed.Records.advisories;
import static io.patchwatch.ingest.advisories.feed.Records.advisory;
import static io.patchwatch.ingest.advisories.feed.Records.parse;
import static io.patchwatch.ingest.advisories.feed.Records.products;
import static io.patchwatch.ingest.advisories.feed.Records.ranges;
import static io.patchwatch.ingest.advisories.feed.Records.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.ingest.advisories.Reading;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CveRecordsTest {

  private static final String FILE = "cve5.ndjson";

  @Test
  void readsInclusiveEndsAndSingleVersionsOfTheVendor() {
    Advisory advisory = advisory(FILE, "CVE-2024-39361");
    assertThat(advisory.source()).isEqualTo("cve5:CNA");
    assertThat(advisory.cvss()).isEqualTo(3.1);
    assertThat(ranges(advisory))
        .containsExactly(
            "= 9.8.0", ">= 9.7.0, <= 9.7.4", ">= 9.6.0, <= 9.6.2", ">= 9.5.0, <= 9.5.5");
    assertThat(advisory.unaffected()).contains(AffectedRange.only("9.6.3"));
  }

  @Test
  void readsRangesInsideTheVersionText() {
    assertThat(ranges(FILE, "CVE-2023-32678")).containsExactly("< 7.3");
    assertThat(ranges(FILE, "CVE-2023-47642")).containsExactly(">= 1.3.0, < 7.5");
  }

  @Test
  void givesOverlappingEndsOfOneRecordTheirBranchesBack() {
    assertThat(ranges(FILE, "CVE-2023-3585"))
        .containsExactly("<= 7.8.6", ">= 7.9.0-0, <= 7.9.4", ">= 7.10.0-0, <= 7.10.2");
    assertThat(ranges(FILE, "CVE-2024-37887"))
        .containsExactly(
            ">= 27.0.0, < 27.1.10", ">= 28.0.0-dev, < 28.0.6", ">= 29.0.0-dev, < 29.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CVE-2024-39713", "CVE-2024-37405"})
  void callsALoneEmptyIntervalUndecidableAndKeepsWhatOthersSay(String id) {
    assertThat(advisories(read(FILE, id)))
        .extracting(Advisory::source)
        .containsExactly("cve5:CNA", "cve5:ADP");
    assertThat(ranges(FILE, id).getFirst()).startsWith("undecidable").contains("empty");
    assertThat(ranges(advisories(read(FILE, id)).get(1)).getFirst()).startsWith("< 6.10.");
  }

  @Test
  void callsWordsUndecidableWhenTheVendorNamesNoProduct() {
    assertThat(advisories(read(FILE, "CVE-2024-25420")))
        .extracting(Advisory::id)
        .containsExactlyInAnyOrder("CVE-2024-25420", "CVE-2024-25420@cisa-adp");
    assertThat(advisories(read(FILE, "CVE-2024-25420")))
        .filteredOn(advisory -> advisory.source().equals("cve5:CNA"))
        .flatExtracting(Records::ranges)
        .containsExactly("undecidable: CVE-2024-25420 names its versions in words only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CVE-2023-39957", "CVE-2023-45150", "CVE-2024-37885", "CVE-2023-39953"})
  void doesNotBlameServerOrTalkForOtherAppsUnderTheVendorsSharedName(String id) {
    assertThat(read(FILE, id).events()).isEmpty();
  }

  @Test
  void tellsServerFromTalkUnderTheVendorsSharedName() {
    assertThat(products(read(FILE, "CVE-2023-39952"))).containsExactly("nextcloud");
    assertThat(products(read(FILE, "CVE-2023-45149"))).containsExactly("nextcloud-talk");
    assertThat(products(read(FILE, "CVE-2024-37314"))).containsExactly("nextcloud");
  }

  @Test
  void hearsAnAdpOnlyOnTheProductThatTheVendorMeans() {
    assertThat(read(FILE, "CVE-2024-42027").events()).isEmpty();
    assertThat(read(FILE, "CVE-2023-5522").events()).isEmpty();
  }

  @Test
  void readsAdpContainersOutsideTheirRecord() {
    Advisory advisory = advisory("anchore-adp.ndjson", "CVE-2024-39713");
    assertThat(advisory.id()).isEqualTo("CVE-2024-39713@anchoreadp");
    assertThat(ranges(advisory)).containsExactly("< 6.10.1");
  }

  @Test
  void readsBranchesWrittenWithX() {
    assertThat(advisories(read(FILE, "CVE-2024-36255")).get(1).affected())
        .contains(AffectedRange.through("9.5.0", "9.5.3"));
    assertThat(ranges(advisories(read(FILE, "CVE-2024-22091")).get(1)))
        .containsExactlyInAnyOrder(">= 8.1.0, < 8.2.0", ">= 9.6.0, < 9.7.0", ">= 9.5.0, < 9.6.0");
  }

  @Test
  void takesAffectedByDefaultOnlyWhenNoEntryIsAffected() {
    assertThat(ranges(FILE, "CVE-2023-3590")).containsExactly("<= 7.10.2");
    assertThat(ranges(advisories(parse(cve("affected", "[]"))).getFirst()))
        .containsExactly("all versions");
  }

  @Test
  void endsARangeWhereItsStatusChanges() {
    String versions =
        """
        [{"version": "1.0.0", "status": "affected", "lessThan": "*",
          "changes": [{"at": "1.2.3", "status": "unaffected"}]}]""";
    assertThat(ranges(advisories(parse(cve("unaffected", versions))).getFirst()))
        .containsExactly(">= 1.0.0, < 1.2.3");
  }

  @Test
  void reportsARejectedRecord() {
    String rejected =
        """
        {"dataType": "CVE_RECORD", "cveMetadata": {"cveId": "CVE-2026-1", "state": "REJECTED",
         "dateRejected": "2026-05-01T00:00:00Z"}, "containers": {"cna": {}}}""";
    assertThat(parse(rejected).rejections())
        .containsExactly(
            new Reading.Rejection("CVE-2026-1", Instant.parse("2026-05-01T00:00:00Z")));
  }

  private static String cve(String defaultStatus, String versions) {
    return """
        {"dataType": "CVE_RECORD", "cveMetadata": {"cveId": "CVE-2026-1", "state": "PUBLISHED"},
         "containers": {"cna": {"affected": [{"vendor": "zulip", "product": "zulip",
           "defaultStatus": "%s", "versions": %s}]}}}"""
        .formatted(defaultStatus, versions);
  }
}
