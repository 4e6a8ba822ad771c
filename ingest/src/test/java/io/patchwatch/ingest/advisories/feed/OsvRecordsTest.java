package io.patchwatch.ingest.advisories.feed;

import static io.patchwatch.ingest.advisories.feed.Records.advisory;
import static io.patchwatch.ingest.advisories.feed.Records.products;
import static io.patchwatch.ingest.advisories.feed.Records.ranges;
import static io.patchwatch.ingest.advisories.feed.Records.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryWithdrawn;
import io.patchwatch.events.Severity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OsvRecordsTest {

  @Test
  void readsBothBranchesOfOpenfireOnceAlthoughTwoPackagesRepeatThem() {
    Advisory advisory = advisory("osv-ghsa.ndjson", "GHSA-gw42-f939-fhvm");
    assertThat(advisory.product()).isEqualTo("openfire");
    assertThat(advisory.vulnerability()).isEqualTo("CVE-2023-32315");
    assertThat(advisory.aliases()).containsExactly("GHSA-gw42-f939-fhvm");
    assertThat(advisory.source()).isEqualTo("osv:GHSA");
    assertThat(ranges(advisory)).containsExactly(">= 3.10.0, < 4.6.8", ">= 4.7.0, < 4.7.5");
    assertThat(advisory.references().getFirst())
        .isEqualTo("https://github.com/advisories/GHSA-gw42-f939-fhvm");
  }

  @Test
  void scoresTheVectorItselfAndKeepsIt() {
    Advisory advisory = advisory("osv-ghsa.ndjson", "GHSA-gw42-f939-fhvm");
    assertThat(advisory.cvss()).isEqualTo(8.6);
    assertThat(advisory.severity()).isEqualTo(Severity.HIGH);
    assertThat(advisory.cvssVector()).startsWith("CVSS:3.1/");
  }

  @Test
  void keepsSeveralBranchesOfOneRange() {
    assertThat(ranges("osv-pysec.ndjson", "PYSEC-2026-1612"))
        .containsExactly("< 1.138.3", ">= 1.139.0rc2, < 1.139.1");
  }

  @Test
  void ignoresBuildMetadataAndOpenSiblingPackagesOfMattermost() {
    assertThat(ranges("osv-go.ndjson", "GO-2026-5845"))
        .containsExactly(
            ">= 10.11.0, < 10.11.15",
            ">= 11.4.0, < 11.4.5",
            ">= 11.5.0, < 11.5.4",
            ">= 11.6.0, < 11.6.1");
  }

  @Test
  void takesCustomRangesWhereThePlainOnesStayOpen() {
    assertThat(ranges("osv-go.ndjson", "GO-2024-2707")).containsExactly("< 8.1.11");
    assertThat(ranges("osv-go.ndjson", "GO-2024-2450"))
        .containsExactly("< 7.8.10", ">= 8.0.0, < 8.1.1");
  }

  @Test
  void takesTheClosedRangesOfASiblingWhereTheMainPackageStaysOpen() {
    assertThat(ranges("osv-go.ndjson", "GO-2022-0616"))
        .containsExactly("< 5.37.9", ">= 6.0.0, < 6.2.5", ">= 6.3.0, < 6.3.5", ">= 6.4.0, < 6.4.2");
  }

  @Test
  void readsTheReleaseThatFollowsATagInAPseudoVersionOfThePlainPath() {
    assertThat(ranges("osv-go.ndjson", "GO-2026-4478")).containsExactly("< 3.8.1");
    assertThat(ranges("osv-go.ndjson", "GO-2025-4186"))
        .containsExactlyInAnyOrder("< 4.1.2", ">= 4.2.0-rc1, < 4.2.1", ">= 4.3.0-rc1, < 4.3.0");
  }

  @Test
  void doesNotLetALaterBranchsRangeCoverAPatchedOlderOne() {
    assertThat(ranges("osv-go.ndjson", "GO-2025-4248"))
        .contains("< 10.11.5", ">= 10.12.0-0, < 11.1.0")
        .doesNotContain(">= 10.11.0-rc1, < 11.1.0");
    assertThat(ranges("osv-go.ndjson", "GO-2025-4256")).doesNotContain("< 11.0.4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GO-2024-3164", "GO-2025-4031", "GO-2026-4520", "GO-2024-3334"})
  void callsOpenEndsAndCommitDatesOfUnreviewedRecordsUndecidable(String id) {
    assertThat(advisory("osv-go.ndjson", id).affected())
        .singleElement()
        .satisfies(range -> assertThat(range.undecidable()).contains(id, "not reviewed"));
  }

  @Test
  void leavesOutOpenEndsBesideClosedRangesAlsoInReviewedRecords() {
    assertThat(ranges("osv-go.ndjson", "GO-2025-4122"))
        .containsExactly(">= 10.5.0, < 10.5.12", ">= 10.11.0, < 10.11.4");
  }

  @Test
  void takesTheDateOfTheDataForZeroTimes() {
    Advisory advisory = advisory("osv-go.ndjson", "GO-2024-2707");
    assertThat(advisory.modified()).isEqualTo(Records.AS_OF);
    assertThat(advisory.published()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BIT-nextcloud-2021-22896",
        "BIT-nextcloud-2021-22905",
        "BIT-nextcloud-2021-22912",
        "BIT-nextcloud-2021-32658",
        "BIT-nextcloud-2022-39210",
        "BIT-nextcloud-2023-28646",
        "BIT-nextcloud-2023-28999",
        "BIT-nextcloud-2023-49790",
        "BIT-nextcloud-2026-45153"
      })
  void doesNotBlameTheNextcloudServerForItsClientsAndApps(String id) {
    assertThat(read("osv-bitnami.ndjson", id).events()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIT-nextcloud-2025-66547", "BIT-nextcloud-2026-45157"})
  void takesRecordsThatSpeakOfTheNextcloudServer(String id) {
    assertThat(products(read("osv-bitnami.ndjson", id))).containsExactly("nextcloud");
  }

  @Test
  void withdrawsARecordNotBeforeItsLastChange() {
    String record =
        Records.text("osv-ghsa.ndjson", "GHSA-gw42-f939-fhvm")
            .replaceFirst("\\{", "{\"withdrawn\":\"2020-01-23T12:50:23Z\",");
    assertThat(Records.parse(record).events())
        .singleElement()
        .isInstanceOfSatisfying(
            AdvisoryWithdrawn.class,
            withdrawn -> {
              assertThat(withdrawn.key()).isEqualTo("openfire/GHSA-gw42-f939-fhvm");
              assertThat(withdrawn.withdrawn()).isEqualTo(Instant.parse("2023-07-20T18:57:26Z"));
              assertThat(withdrawn.reason()).contains("2020-01-23");
            });
  }

  @Test
  void saysNothingOfPackagesThatAreNoCatalogueProduct() {
    String record =
        """
        {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-01-01T00:00:00Z", "affected": [
          {"package": {"ecosystem": "npm", "name": "matrix-js-sdk"},
           "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "24.0.0"}]}]}]}
        """;
    assertThat(Records.parse(record).events()).isEmpty();
  }

  @Test
  void makesTheSameEventOfTheSameRecord() {
    assertThat(read("osv-go.ndjson", "GO-2024-2707").events())
        .isEqualTo(read("osv-go.ndjson", "GO-2024-2707").events());
  }
}
