package io.patchwatch.alerting.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  private static final Instant NOON = SampleRecords.NOON;
  private static final Origin ORIGIN = new Origin("0af7651916cd43dd8448eb211c80319c", NOON);

  @Test
  void storesAnAssetByItsIdAndTheTimeItWasSeen() {
    Document asset =
        Documents.of(SampleRecords.runs("chat-eu-1", "4.7.4", NOON), ORIGIN).getFirst();
    assertThat(asset.index()).isEqualTo("patchwatch-assets");
    assertThat(asset.id()).isEqualTo("chat-eu-1");
    assertThat(asset.version()).isEqualTo(NOON.toEpochMilli());
    assertThat(fields(asset))
        .containsEntry("@timestamp", "2026-11-23T12:00:00Z")
        .containsEntry("trace.id", "0af7651916cd43dd8448eb211c80319c")
        .containsEntry("service.type", "openfire")
        .containsEntry("service.version", "4.7.4")
        .containsEntry("labels.region_zone", "eu-1");
  }

  @Test
  void saysWhyAVersionCouldNotBeRead() {
    Document asset = Documents.of(SampleRecords.silent("chat-eu-1", NOON), ORIGIN).getFirst();
    assertThat(fields(asset))
        .containsEntry("error.code", "timeout")
        .containsEntry("event.reason", "no answer within 5 s")
        .doesNotContainKey("service.version");
  }

  @Test
  void storesAFindingOnceAsItStandsAndOnceAsAStep() {
    List<Document> documents = Documents.of(SampleRecords.unpatched("chat-eu-1", 3), ORIGIN);
    assertThat(documents)
        .extracting(Document::index, Document::id, Document::version)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("patchwatch-findings", "unpatched-chat-eu-1", 3L),
            org.assertj.core.groups.Tuple.tuple(
                "patchwatch-timeline-2026.11.23", "unpatched-chat-eu-1-3", 1L));
    assertThat(fields(documents.getFirst()))
        .containsEntry("vulnerability.id", "CVE-2023-32315")
        .containsEntry("vulnerability.score.base", 8.6)
        .containsEntry("patchwatch.finding.smallest_safe", "4.7.5")
        .containsEntry("patchwatch.finding.state", "open")
        .containsEntry("event.action", "finding-updated");
  }

  @Test
  void saysWhyAFindingWasResolved() {
    Document finding = Documents.of(SampleRecords.patched("chat-eu-1", 4), ORIGIN).getFirst();
    assertThat(fields(finding))
        .containsEntry("patchwatch.finding.state", "resolved")
        .containsEntry("patchwatch.finding.resolution", "version 4.7.5 observed");
  }

  @Test
  void namesTheAttackerOfAnAttack() {
    Document finding = Documents.of(SampleRecords.attacked("chat-eu-1"), ORIGIN).getFirst();
    assertThat(fields(finding))
        .containsEntry("source.ip", "203.0.113.7")
        .containsEntry("rule.id", "login-brute-force")
        .containsEntry("event.category", List.of("intrusion_detection"));
  }

  @Test
  void storesAnIncidentByItsRevision() {
    Finding finding = SampleRecords.unpatched("chat-eu-1", 1);
    Incident incident = SampleRecords.incident(finding, 2);
    List<Document> documents = Documents.of(incident, ORIGIN);
    assertThat(documents.getFirst().index()).isEqualTo("patchwatch-incidents");
    assertThat(documents.getFirst().version()).isEqualTo(2);
    assertThat(fields(documents.getFirst()))
        .containsEntry("patchwatch.incident.assets", List.of("chat-eu-1"))
        .containsEntry("patchwatch.incident.state", "open");
  }

  @Test
  void storesEachAttemptToDeliver() {
    Incident incident = SampleRecords.incident(SampleRecords.unpatched("chat-eu-1", 1), 1);
    Receipt retry =
        SampleRecords.receipt(
            incident, 2, new Receipt.Outcome.Retry(Duration.ofSeconds(2), "HTTP 503"));
    Document document = Documents.of(retry, ORIGIN).getFirst();
    assertThat(document.id()).isEqualTo("delivery-1-2");
    assertThat(fields(document))
        .containsEntry("event.outcome", "failure")
        .containsEntry("event.reason", "HTTP 503")
        .containsEntry("event.duration", 120_000_000)
        .containsEntry("patchwatch.incident.id", List.of(incident.id()));
  }

  @Test
  void letsNoLogLineOverwriteWhereItCameFrom() {
    var forged = Map.<String, Object>of("service.name", "other", "log.file.path", "/dev/null");
    Document log = Documents.of(SampleRecords.log("l-1", NOON, forged), ORIGIN).getFirst();
    assertThat(fields(log))
        .containsEntry("service.name", "chat-eu-1")
        .containsEntry("log.file.path", "/var/log/openfire/openfire.log");
  }

  @Test
  void makesNoIndexForADayThatALogLineInvents() {
    Instant invented = Instant.parse("1971-02-03T00:00:00Z");
    Document log = Documents.of(SampleRecords.log("l-1", invented, Map.of()), ORIGIN).getFirst();
    assertThat(log.index()).isEqualTo("patchwatch-logs-2026.11.23");
    assertThat(fields(log)).containsEntry("@timestamp", "1971-02-03T00:00:00Z");
    Instant lastWeek = NOON.minus(Duration.ofDays(7));
    assertThat(Documents.of(SampleRecords.log("l-2", lastWeek, Map.of()), ORIGIN).getFirst())
        .extracting(Document::index)
        .isEqualTo("patchwatch-logs-2026.11.16");
  }

  @Test
  void keepsAnIdThatIsTooLongForElasticsearchAsAFingerprint() {
    String id = "聊".repeat(200);
    Document log = Documents.of(SampleRecords.log(id, NOON, Map.of()), ORIGIN).getFirst();
    assertThat(log.id()).hasSizeLessThan(100);
    assertThat(fields(log)).containsEntry("event.id", id);
  }

  @Test
  void pointsToTheRecordThatCouldNotBeRead() {
    Document letter = Documents.of(SampleRecords.deadLetter(42), ORIGIN).getFirst();
    assertThat(letter.id()).isEqualTo("patchwatch.software-0-42");
    assertThat(fields(letter))
        .containsEntry("patchwatch.dead_letter.offset", 42)
        .containsEntry("error.message", "field schema is missing");
  }

  private static Map<String, Object> fields(Document document) {
    try {
      return Wire.json().readValue(document.source(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
