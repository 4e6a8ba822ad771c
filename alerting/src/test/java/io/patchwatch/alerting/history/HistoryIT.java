package io.patchwatch.alerting.history;

import static io.patchwatch.alerting.SampleRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.GetResponse;
import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.alerting.Topics;
import io.patchwatch.alerting.posture.AssetPosture;
import io.patchwatch.alerting.posture.Posture;
import io.patchwatch.embedded.EmbeddedElasticsearch;
import io.patchwatch.embedded.EmbeddedServers;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.topics.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a real Kafka broker into a real Elasticsearch node. */
class HistoryIT {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static EmbeddedServers servers;
  private static ElasticsearchConnection connection;

  @BeforeAll
  static void start() throws IOException {
    servers = EmbeddedServers.start();
    EmbeddedElasticsearch node = servers.elasticsearch();
    connection = ElasticsearchConnection.open(ElasticsearchSettings.at(node.uri()));
  }

  @AfterAll
  static void stop() throws IOException {
    connection.close();
    servers.close();
  }

  @Test
  void keepsWhatHappenedUnderItsTraceAndNothingTwice() throws Exception {
    Trace trace = Trace.start();
    try (Topics topics = topics("story.").create();
        HistoryRole history = history(topics)) {
      tellTheStory(topics, trace);
      awaitStored(history, 9);
      tellTheStory(topics, trace);
      awaitStored(history, 18);
      assertThat(documentsOf(trace)).isEqualTo(8);
      assertThat(history.refused()).isZero();
    }
  }

  /** Nine documents of seven records; the asset's two are about one thing. */
  private static void tellTheStory(Topics topics, Trace trace) throws Exception {
    Finding finding = SampleRecords.unpatched("chat-eu-1", 1);
    Incident incident = SampleRecords.incident(finding, 1);
    Receipt receipt = SampleRecords.receipt(incident, 1, new Receipt.Outcome.Sent("HTTP 200"));
    var seen = SampleRecords.runs("chat-eu-1", "4.7.4", NOON);
    topics.send(Topic.SOFTWARE, "chat-eu-1", seen, trace);
    topics.send(Topic.SOFTWARE, "chat-eu-1", seen, trace);
    topics.send(Topic.FINDINGS, finding.fingerprint(), finding, trace);
    topics.send(Topic.INCIDENTS, incident.id(), incident, trace);
    topics.send(Topic.RECEIPTS, receipt.key(), receipt, trace);
    LogParsed log = SampleRecords.log("l-1", NOON, Map.of("message", "hello"));
    topics.send(Topic.LOGS_PARSED, "chat-eu-1", log, trace);
    topics.send(Topic.DEAD_LETTERS, "x", SampleRecords.deadLetter(7), trace);
  }

  private static long documentsOf(Trace trace) throws IOException {
    connection.client().indices().refresh(r -> r.index("patchwatch-*"));
    return connection
        .client()
        .count(
            c ->
                c.index("patchwatch-*")
                    .query(q -> q.term(t -> t.field("trace.id").value(trace.id()))))
        .count();
  }

  @Test
  void neverLetsAnOlderStateOverwriteANewerOne() throws Exception {
    try (Topics topics = topics("order.").create();
        HistoryRole history = history(topics)) {
      Finding newer = SampleRecords.patched("chat-us-1", 2);
      topics.send(Topic.FINDINGS, newer.fingerprint(), newer);
      awaitStored(history, 2);
      topics.send(Topic.FINDINGS, newer.fingerprint(), SampleRecords.unpatched("chat-us-1", 1));
      awaitStored(history, 4);
      var stored = get("patchwatch-findings", newer.fingerprint());
      assertThat(stored.version()).isEqualTo(2);
      assertThat(stored.source()).containsEntry("patchwatch.finding.state", "resolved");
    }
  }

  @Test
  void keepsHowEachServerStandsAndNeverGoesBack() throws Exception {
    Posture posture = new Posture();
    posture.add(SampleRecords.runs("stands", "4.7.4", NOON));
    posture.add(SampleRecords.unpatched("stands", 1));
    List<AssetPosture> before = posture.fleet();
    try (var first = new PostureCopy(posture::fleet, connection)) {
      awaitPosture("unpatched");
      posture.add(SampleRecords.patched("stands", 2));
      awaitPosture("patched");
      AtomicInteger looks = new AtomicInteger();
      try (var late =
          new PostureCopy(
              () -> {
                looks.incrementAndGet();
                return before;
              },
              connection)) {
        await().atMost(LONGEST).until(() -> looks.get() > 1);
        awaitPosture("patched");
      }
    }
  }

  private static void awaitPosture(String state) {
    await()
        .atMost(LONGEST)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(get("patchwatch-posture", "stands").source())
                    .containsEntry("patchwatch.posture.state", state));
  }

  @Test
  void countsWhatItCannotKeepAndGoesOn() throws Exception {
    try (Topics topics = topics("refused.").create();
        HistoryRole history = history(topics)) {
      Map<String, Object> conflict = Map.of("source", "text where an object belongs");
      topics.send(Topic.LOGS_PARSED, "a", SampleRecords.log("bad", NOON, conflict));
      topics.sendBytes(Topic.LOGS_PARSED, "a", "{".getBytes(StandardCharsets.UTF_8), Trace.start());
      Map<String, Object> oddAddress = Map.of("source.ip", "not an address", "message", "kept");
      topics.send(Topic.LOGS_PARSED, "a", SampleRecords.log("good", NOON, oddAddress));
      await()
          .atMost(LONGEST)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(get("patchwatch-logs-2026.11.23", "good").source())
                      .containsEntry("message", "kept"));
      assertThat(history.refused()).isEqualTo(2);
      assertThat(get("patchwatch-logs-2026.11.23", "bad").found()).isFalse();
      assertThat(history.ready()).isTrue();
    }
  }

  @Test
  void takesUpTopicsThatAreCreatedLater() throws Exception {
    try (Topics topics = topics("later.");
        HistoryRole history = history(topics)) {
      await().atMost(LONGEST).until(history::ready);
      topics.create();
      topics.send(Topic.SOFTWARE, "late", SampleRecords.runs("late", "4.7.4", NOON));
      awaitStored(history, 1);
      assertThat(get("patchwatch-assets", "late").found()).isTrue();
    }
  }

  @Test
  void losesNothingWhenPartitionsChangeHands() throws Exception {
    try (Topics topics = topics("rebalance.").create();
        HistoryRole first = history(topics)) {
      int sent = 0;
      try (HistoryRole second = history(topics)) {
        await().atMost(LONGEST).until(second::ready);
        while (second.stored() == 0) {
          String id = "asset-" + sent++;
          topics.send(Topic.SOFTWARE, id, SampleRecords.runs(id, "4.7.4", NOON));
        }
      }
      String last = "asset-" + sent++;
      topics.send(Topic.SOFTWARE, last, SampleRecords.runs(last, "4.7.4", NOON));
      long all = sent;
      await().atMost(LONGEST).untilAsserted(() -> assertThat(countOf("asset-")).isEqualTo(all));
      assertThat(first.refused()).isZero();
    }
  }

  private static long countOf(String prefix) throws IOException {
    connection.client().indices().refresh(r -> r.index("patchwatch-assets"));
    return connection
        .client()
        .count(
            c ->
                c.index("patchwatch-assets")
                    .query(q -> q.prefix(p -> p.field("patchwatch.asset.id").value(prefix))))
        .count();
  }

  @Test
  void storesAThousandLargeLinesInBoundedRequests() throws Exception {
    try (Topics topics = topics("large.").create();
        HistoryRole history = history(topics)) {
      String line = "x".repeat(32_000);
      for (int i = 0; i < 1000; i++) {
        topics.send(
            Topic.LOGS_PARSED, "a", SampleRecords.log("large-" + i, NOON, Map.of("message", line)));
      }
      awaitStored(history, 1000);
      assertThat(history.refused()).isZero();
    }
  }

  private static Topics topics(String prefix) {
    return new Topics(servers.kafka().bootstrapServers(), prefix);
  }

  private static HistoryRole history(Topics topics) {
    return new HistoryRole(topics.client(), topics.prefix(), connection);
  }

  private static void awaitStored(HistoryRole history, long documents) {
    await()
        .atMost(LONGEST)
        .untilAsserted(() -> assertThat(history.stored()).isGreaterThanOrEqualTo(documents));
  }

  @SuppressWarnings("rawtypes")
  private static GetResponse<Map> get(String index, String id)
      throws IOException, ElasticsearchException {
    return connection.client().get(g -> g.index(index).id(id), Map.class);
  }
}
