package io.patchwatch.alerting.metrics;

import static io.patchwatch.alerting.SampleRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.alerting.Topics;
import io.patchwatch.alerting.api.Board;
import io.patchwatch.alerting.posture.Posture;
import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import io.patchwatch.events.Finding;
import io.patchwatch.events.topics.Topic;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The posture as it comes from real topics. */
class TopicMetricsIT {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String DEAD = "patchwatch_dead_letters_total";

  @Test
  void showsThePostureOfTopicsThatAppearAfterItsStart() throws Exception {
    ServerOptions options = ServerOptions.temporary().onPort(freePort());
    try (ProcessMetrics process = new ProcessMetrics("test", List::of);
        Topics topics = new Topics("127.0.0.1:" + options.port(), "p.");
        TopicMetrics metrics =
            new TopicMetrics(
                topics.client(), topics.prefix(), new Posture(), new Board(), process.registry())) {
      process.beforeScrape(metrics::refresh);
      try (EmbeddedKafka kafka = EmbeddedKafka.start(options)) {
        assertThat(kafka.port()).isEqualTo(options.port());
        topics.create();
        Finding finding = SampleRecords.unpatched("chat-eu-1", 1);
        topics.send(Topic.SOFTWARE, "chat-eu-1", SampleRecords.runs("chat-eu-1", "4.7.4", NOON));
        topics.send(Topic.FINDINGS, finding.fingerprint(), finding);
        awaitLine(
            process,
            "patchwatch_assets{environment=\"production\",product=\"openfire\",state=\"unpatched\"} 1.0");
        Finding fixed = SampleRecords.patched("chat-eu-1", 2);
        topics.send(Topic.FINDINGS, fixed.fingerprint(), fixed);
        awaitLine(
            process,
            "patchwatch_assets{environment=\"production\",product=\"openfire\",state=\"patched\"} 1.0");
        await().atMost(LONGEST).until(metrics::ready);
      }
    }
  }

  @Test
  void readsFromTheBeginningThoughTheTopicsAppearOneByOne() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary());
        Topics topics = new Topics(kafka.bootstrapServers(), "o.").create(Topic.SOFTWARE)) {
      topics.send(Topic.SOFTWARE, "chat-eu-1", SampleRecords.runs("chat-eu-1", "4.7.4", NOON));
      try (ProcessMetrics process = new ProcessMetrics("test", List::of);
          TopicMetrics metrics =
              new TopicMetrics(
                  topics.client(),
                  topics.prefix(),
                  new Posture(),
                  new Board(),
                  process.registry())) {
        process.beforeScrape(metrics::refresh);
        awaitLine(
            process,
            "patchwatch_assets{environment=\"production\",product=\"openfire\",state=\"patched\"} 1.0");
        topics.create(Topic.FINDINGS, Topic.INCIDENTS, Topic.RECEIPTS, Topic.DEAD_LETTERS);
        Finding finding = SampleRecords.unpatched("chat-eu-1", 1);
        topics.send(Topic.FINDINGS, finding.fingerprint(), finding);
        topics.send(Topic.DEAD_LETTERS, "1", SampleRecords.deadLetter(1));
        awaitLine(
            process,
            "patchwatch_assets{environment=\"production\",product=\"openfire\",state=\"unpatched\"} 1.0");
        awaitLine(process, DEAD + "{reader=\"streams\",topic=\"patchwatch.software\"} 1.0");
      }
    }
  }

  @Test
  void countsOnlyTheDeadLettersOfItsOwnTime() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary());
        Topics topics = new Topics(kafka.bootstrapServers(), "d.").create()) {
      topics.send(Topic.DEAD_LETTERS, "1", SampleRecords.deadLetter(1));
      try (ProcessMetrics process = new ProcessMetrics("test", List::of);
          TopicMetrics metrics =
              new TopicMetrics(
                  topics.client(),
                  topics.prefix(),
                  new Posture(),
                  new Board(),
                  process.registry())) {
        await().atMost(LONGEST).until(metrics::ready);
        assertThat(process.scrape()).doesNotContain(DEAD);
        topics.send(Topic.DEAD_LETTERS, "2", SampleRecords.deadLetter(2));
        awaitLine(process, DEAD + "{reader=\"streams\",topic=\"patchwatch.software\"} 1.0");
      }
    }
  }

  private static void awaitLine(ProcessMetrics process, String line) {
    await()
        .atMost(LONGEST)
        .untilAsserted(() -> assertThat(process.scrape().lines()).contains(line));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
