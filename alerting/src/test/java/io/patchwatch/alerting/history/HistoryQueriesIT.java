package io.patchwatch.alerting.history;

import static io.patchwatch.alerting.SampleRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.embedded.EmbeddedServers;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentNoted;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Questions to a real Elasticsearch node. */
class HistoryQueriesIT {

  private static final Instant EARLIER = NOON.minus(Duration.ofDays(3));

  private static EmbeddedServers servers;
  private static ElasticsearchConnection connection;

  @BeforeAll
  static void start() throws IOException {
    servers = EmbeddedServers.start();
    connection =
        ElasticsearchConnection.open(ElasticsearchSettings.at(servers.elasticsearch().uri()));
    new Store(connection.client()).installTemplates();
  }

  @AfterAll
  static void stop() throws IOException {
    connection.close();
    servers.close();
  }

  private static Incident state(Finding finding, long revision, IncidentState state, String note) {
    Incident it = SampleRecords.incident(finding, revision);
    return new Incident(
        it.id(),
        revision,
        state,
        it.title(),
        it.severity(),
        it.group(),
        it.openedAt(),
        it.changedAt(),
        it.open(),
        it.total(),
        it.members(),
        it.latest(),
        new Incident.Care(
            List.of(new Incident.Note("n" + revision, NOON, "anna", note)), null, null));
  }

  private static void write(List<Document> documents) throws IOException {
    assertThat(new Store(connection.client()).write(documents)).isEmpty();
    connection.client().indices().refresh(r -> r.index("patchwatch-*"));
  }

  @Test
  void handsOutEachLogRecordOfATimeOnceAndInOrderAcrossPages() throws IOException {
    List<LogParsed> written = new ArrayList<>();
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 4_500; i++) {
      LogParsed record = line(i);
      written.add(record);
      documents.addAll(Documents.of(record, new Origin(null, NOON)));
    }
    documents.addAll(Documents.of(line(-1), new Origin(null, NOON)));
    write(documents);

    List<LogParsed> read = new ArrayList<>();
    long count = new LogRecords(connection).each(EARLIER, EARLIER.plusSeconds(100_000), read::add);

    assertThat(count).isEqualTo(written.size());
    assertThat(read).isEqualTo(written);
  }

  /** Many of the same instant, so that a page may end between them. */
  private static LogParsed line(int i) {
    return new LogParsed(
        "record-%06d".formatted(i + 1),
        i < 0 ? EARLIER.minusSeconds(1) : EARLIER.plusSeconds(i / 1_000),
        Asset.of("chat-eu-1"),
        "ejabberd",
        "file",
        new LogObserved.LogOrigin("file", "/var/log/ejabberd.log", (long) i),
        new TreeMap<>(
            Map.of(
                "event.action",
                "login",
                "event.kind",
                "event",
                "file.size",
                7L,
                "message",
                "line " + i,
                "service.name",
                "chat-eu-1",
                "service.type",
                "ejabberd",
                "url.path",
                "/a")));
  }

  @Test
  void tellsWhatItWasLastTimeAndWhatHelped() throws IOException {
    Origin origin = new Origin(null, NOON);
    Finding finding = SampleRecords.unpatched("chat-eu-1", 1);
    Incident before = state(finding, 1, new IncidentState.Resolved(NOON), "took 4.7.5");
    Incident now = state(finding, 2, new IncidentState.Open(), "again");
    List<Document> documents = new ArrayList<>(Documents.of(before, origin));
    documents.addAll(Documents.of(now, origin));
    documents.addAll(
        CommandDocuments.of(
            new IncidentNoted("c1", NOON.plusSeconds(1), "api", now.id(), "anna", "looking"),
            origin));
    write(documents);
    HistoryQueries queries = new HistoryQueries(connection);
    List<JsonNode> similar = queries.similar(now.id());
    assertThat(similar).hasSize(1);
    assertThat(similar.get(0).path("patchwatch.incident.notes").path(0).asText())
        .isEqualTo("anna: took 4.7.5");
    assertThat(queries.timeline(now.id()))
        .extracting(it -> it.path("event.action").asText())
        .containsExactlyInAnyOrder("incident-resolved", "incident-open", "incident-note");
    assertThat(queries.search("looking", null, NOON.minusSeconds(60), 10)).hasSize(1);
    assertThat(queries.search("looking", "chat-us-9", null, 10)).isEmpty();
    assertThat(queries.search(null, "chat-eu-1", NOON.plusSeconds(3600), 10)).isEmpty();
    assertThat(queries.similar("unknown")).isEmpty();
  }

  @Test
  void findsARunbookByItsWords() throws IOException {
    Runbooks runbooks = new Runbooks(connection);
    runbooks.put("openfire", "Openfire console bypass", "Close port 9090.", "anna", NOON);
    runbooks.put("openfire", "Openfire console bypass", "Close port 9090, update.", "bert", NOON);
    runbooks.put("dns", "Name servers", "Ask the network team.", "anna", NOON);
    assertThat(runbooks.search("openfire", 10))
        .singleElement()
        .satisfies(page -> assertThat(page.path("message").asText()).contains("update"));
    assertThat(runbooks.search(null, 10)).hasSize(2);
  }

  @Test
  void deletesDaysThatAreOverAndNothingElse() throws IOException {
    List<String> names =
        List.of(
            "patchwatch-logs-2026.10.01",
            "patchwatch-logs-2026.10.24",
            "patchwatch-logs-2026.11.23",
            "patchwatch-logs-mine",
            "patchwatch-timeline-2025.01.01",
            "patchwatch-timeline-2026.10.01");
    for (String name : names) {
      connection.client().indices().create(c -> c.index(name));
    }
    Instant now = Instant.parse("2026-11-24T12:00:00Z");
    Retention retention =
        new Retention(
            connection,
            new RetentionSettings(Duration.ofDays(30), Duration.ofDays(400)),
            () -> now);
    assertThat(retention.due())
        .containsExactly(
            "patchwatch-logs-2026.10.01",
            "patchwatch-logs-2026.10.24",
            "patchwatch-timeline-2025.01.01");
  }
}
