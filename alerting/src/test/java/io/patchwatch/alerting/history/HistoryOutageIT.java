package io.patchwatch.alerting.history;

import static io.patchwatch.alerting.SampleRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.alerting.Topics;
import io.patchwatch.embedded.EmbeddedElasticsearch;
import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import io.patchwatch.events.topics.Topic;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history while its servers come late, go and come back. */
class HistoryOutageIT {

  private static final Duration LONGEST = Duration.ofSeconds(90);

  @TempDir Path data;

  @Test
  void losesNothingWhileTheServersAreAway() throws Exception {
    ServerOptions kafkaOptions = ServerOptions.temporary().onPort(freePort());
    ServerOptions searchOptions = ServerOptions.in(data).onPort(freePort());
    URI url = URI.create("http://127.0.0.1:" + searchOptions.port());
    try (var connection = ElasticsearchConnection.open(ElasticsearchSettings.at(url));
        Topics topics = new Topics("127.0.0.1:" + kafkaOptions.port(), "outage.");
        HistoryRole history = new HistoryRole(topics.client(), topics.prefix(), connection)) {
      await().atMost(LONGEST).until(() -> history.detail().startsWith("Elasticsearch: "));
      assertThat(history.ready()).isFalse();
      try (EmbeddedKafka kafka = EmbeddedKafka.start(kafkaOptions)) {
        assertThat(kafka.port()).isEqualTo(kafkaOptions.port());
        topics.create();
        see(topics, "before");
        comeAndGo(searchOptions, history, connection, "before");
        see(topics, "between");
        await().atMost(LONGEST).until(() -> !history.ready());
        comeAndGo(searchOptions, history, connection, "between");
      }
    }
  }

  private static void comeAndGo(
      ServerOptions options, HistoryRole history, ElasticsearchConnection connection, String asset)
      throws Exception {
    try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(options)) {
      assertThat(node.port()).isEqualTo(options.port());
      await()
          .atMost(LONGEST)
          .ignoreExceptions()
          .until(
              () ->
                  connection
                      .client()
                      .get(g -> g.index(Indices.ASSETS).id(asset), Object.class)
                      .found());
      await().atMost(LONGEST).until(history::ready);
    }
  }

  private static void see(Topics topics, String asset) throws Exception {
    topics.send(Topic.SOFTWARE, asset, SampleRecords.runs(asset, "4.7.4", NOON));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
