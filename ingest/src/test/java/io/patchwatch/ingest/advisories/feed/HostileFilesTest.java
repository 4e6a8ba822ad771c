package io.patchwatch.ingest.advisories.feed;

import static io.patchwatch.ingest.advisories.feed.Records.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFilesTest {

  private static final String GOOD = Records.text("osv-ghsa.ndjson", "GHSA-gw42-f939-fhvm");

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1, 2", "\u0000\u0001", "{} {}", "<html>502</html>"})
  void refusesWhatIsNoJsonWithFileAndRemedy(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(BadRecord.class)
        .hasMessageStartingWith("record.json: ")
        .hasMessageContaining("fetch it again");
  }

  @Test
  void refusesEachTruncationOfARecord() {
    for (int length = 1; length < GOOD.length(); length += 97) {
      String cut = GOOD.substring(0, length);
      assertThatThrownBy(() -> parse(cut)).isInstanceOf(BadRecord.class);
    }
  }

  @Test
  void refusesDuplicateKeys() {
    assertThatThrownBy(() -> parse(GOOD.replaceFirst("\\{", "{\"id\":\"GHSA-other\",")))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("Duplicate");
  }

  @Test
  void refusesDeepNesting() {
    assertThatThrownBy(() -> parse("[".repeat(100_000)))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("nesting");
  }

  @Test
  void refusesAFormatThatItDoesNotKnow() {
    assertThatThrownBy(() -> parse("{\"hello\": \"world\"}"))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining(
            "is no OSV, CVE 5, NVD, CISA KEV, endoflife.date, Mattermost or GitHub releases document");
  }

  @Test
  void saysWhichCsvItReads() {
    assertThatThrownBy(() -> parse("index.csv", "id,aliases\nCVE-2026-1,x\n"))
        .isInstanceOf(BadRecord.class)
        .hasMessage(
            "index.csv: line 1: lacks the columns cve and epss; only EPSS scores are read from"
                + " .csv, remove it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'aliases': 7                   | aliases: is not a list",
        "'aliases': [7]                 | aliases[0]: is not a text",
        "'published': 'soon'            | published: is not a time",
        "'references': [{'url': []}]    | references[0].url: is not a text",
        "'summary': {'a': 1}            | summary: is not a text",
        "'severity': [{'score': 9.8}]   | severity[0].score: is not a text",
      })
  void namesThePlaceOfAWrongType(String field, String message) {
    String record =
        """
        {'id': 'PYSEC-2026-1', 'modified': '2026-01-01T00:00:00Z', %s, 'affected': [
          {'package': {'ecosystem': 'PyPI', 'name': 'matrix-synapse'}}]}
        """
            .formatted(field)
            .replace('\'', '"');
    assertThatThrownBy(() -> parse(record))
        .isInstanceOf(BadRecord.class)
        .hasMessageStartingWith("record.json: " + message);
  }

  @Test
  void keepsTheGoodLinesBesideABadOne() {
    Reading reading = parse("all.ndjson", GOOD + "\n{\"id\": \n" + GOOD.replace("gw42", "gw43"));
    assertThat(reading.events()).hasSize(2);
    assertThat(reading.problems())
        .singleElement()
        .asString()
        .startsWith("all.ndjson line 2: line 1: not valid JSON");
  }

  @Test
  void refusesABombInsideAFewKilobytes(@TempDir Path directory) throws IOException {
    Path bomb = directory.resolve("bomb.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      byte[] zeros = new byte[1024 * 1024];
      for (int i = 0; i < 100; i++) {
        out.write(zeros);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(200_000);
    assertThatThrownBy(() -> BoundedFiles.read(bomb))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("is larger than");
  }

  @Test
  void refusesAGzipThatWasCutOff(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("kev.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(GOOD.getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> BoundedFiles.read(file))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("check it or fetch it again");
  }

  @Test
  void callsAVersionOfWordsUndecidableInsteadOfComparingIt() {
    String cve =
        """
        {"dataType": "CVE_RECORD", "cveMetadata": {"cveId": "CVE-2026-1"}, "containers": {"cna":
          {"affected": [{"vendor": "zulip", "product": "zulip", "versions": [
            {"status": "affected", "version": "%s"}]}]}}}"""
            .formatted("the one before last ".repeat(1000));
    assertThat(Records.ranges(Records.advisories(parse(cve)).getFirst()))
        .singleElement()
        .asString()
        .startsWith("undecidable: CVE-2026-1 says \"the one before last")
        .hasSizeLessThan(200);
  }
}
