package io.patchwatch.ingest.advisories.feed;

import static io.patchwatch.ingest.advisories.feed.Records.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.LifecyclePublished.Cycle;
import io.patchwatch.events.VulnerabilityMarked;
import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.ListedMark;
import io.patchwatch.ingest.advisories.Marks;
import io.patchwatch.ingest.advisories.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** KEV, EPSS and endoflife.date. */
class ListsTest {

  private static final String EPSS =
      """
      #model_version:v2026.03.14,score_date:2026-08-23T00:00:00+0000
      cve,epss,percentile
      CVE-2023-32315,0.94,0.999
      CVE-1999-0001,0.5,0.9
      """;

  @Test
  void readsKevWithDueDate() throws IOException {
    ListedMark mark = parse(kev()).marks().getFirst();
    assertThat(mark.vulnerability()).isEqualTo("CVE-2023-32315");
    assertThat(mark.exploitedDue()).isEqualTo(LocalDate.of(2023, 9, 14));
    assertThat(mark.asOf()).isEqualTo(Instant.parse("2025-08-25T17:04:19.979600Z"));
  }

  @Test
  void refusesAKevCatalogueThatWasCutOff() throws IOException {
    String cut = kev().replace("\"count\": 1,", "\"count\": 1404,");
    assertThatThrownBy(() -> parse(cut))
        .isInstanceOf(BadRecord.class)
        .hasMessage("record.json: says count 1404 but has 1 entries; fetch it again");
  }

  @Test
  void readsFirstsOwnEpssFileWithItsDate() {
    Reading reading = parse("epss.csv", EPSS);
    assertThat(reading.marks()).hasSize(2);
    assertThat(reading.marks().getFirst().epss()).isEqualTo(0.94);
    assertThat(reading.marks().getFirst().asOf()).isEqualTo(Instant.parse("2026-08-23T00:00:00Z"));
  }

  @Test
  void readsEpssWithOtherColumnsBesideAndSkipsBadLines() {
    String csv =
        """
        CVE,CVSS3,EPSS,EPSS Percentile,Description
        CVE-2025-1,8.8,0.01015,0.6,"text, with a comma"
        CVE-2025-2,8.8,7,0.6,text
        nonsense
        """;
    Reading reading = parse("epss.csv", csv);
    assertThat(reading.marks()).extracting(ListedMark::epss).containsExactly(0.01015);
    assertThat(reading.problems())
        .containsExactly(
            "epss.csv: line 3: is not a CVE with a score from 0 to 1",
            "epss.csv: line 4: is not a CVE with a score from 0 to 1");
  }

  @Test
  void marksAProductWhicheverOfListAndAdvisoryArrivesLast() throws IOException {
    Reading advisory = Records.read("osv-ghsa.ndjson", "GHSA-gw42-f939-fhvm");
    Marks listFirst = new Marks("test");
    assertThat(listFirst.join(parse(kev()))).isEmpty();
    List<VulnerabilityMarked> late = listFirst.join(advisory);
    Marks listLast = new Marks("test");
    assertThat(listLast.join(advisory)).isEmpty();
    assertThat(listLast.join(parse(kev()))).isEqualTo(late).hasSize(1);
    assertThat(late.getFirst().key()).isEqualTo("openfire/mark/CVE-2023-32315");
  }

  @Test
  void keepsTheExploitedMarkWhenANewerScoreArrivesAfterARestart() throws IOException {
    Marks before = new Marks("test");
    Reading advisory = Records.read("osv-ghsa.ndjson", "GHSA-gw42-f939-fhvm");
    before.join(advisory);
    VulnerabilityMarked kev = before.join(parse(kev())).getFirst();

    Marks after = new Marks("test");
    advisory.events().forEach(after::know);
    after.know(kev);
    VulnerabilityMarked scored = after.join(parse("epss.csv", EPSS)).getFirst();

    assertThat(scored.exploitedSince()).isEqualTo(LocalDate.of(2023, 8, 24));
    assertThat(scored.epss()).isEqualTo(0.94);
    assertThat(scored.asOf()).isAfter(kev.asOf());
    assertThat(after.join(parse("epss.csv", EPSS))).isEmpty();
  }

  @Test
  void readsCyclesOfAProductPage() throws IOException {
    String page = Files.readString(Path.of("data/advisories/endoflife-mattermost.json"));
    LifecyclePublished lifecycle = (LifecyclePublished) parse(page).events().getFirst();
    assertThat(lifecycle.product()).isEqualTo("mattermost");
    assertThat(lifecycle.cycles())
        .contains(new Cycle("11.8", "11.8.5", LocalDate.of(2026, 9, 15), false, false))
        .anyMatch(Cycle::longTerm);
  }

  @Test
  void readsTheApisListOfCyclesByTheFilesName() {
    String cycles =
        """
        [{"cycle": "8.7", "eol": false, "latest": "8.7.1", "lts": false},
         {"cycle": "1.0", "eol": true, "lts": "2020-01-01"}]""";
    LifecyclePublished lifecycle =
        (LifecyclePublished) parse("/feeds/rocket-chat.json", cycles).events().getFirst();
    assertThat(lifecycle.product()).isEqualTo("rocket-chat");
    assertThat(lifecycle.cycles())
        .containsExactly(
            new Cycle("8.7", "8.7.1", null, false, false),
            new Cycle("1.0", null, null, true, true));
  }

  private static String kev() throws IOException {
    return Files.readString(Path.of("data/advisories/kev.json"));
  }
}
