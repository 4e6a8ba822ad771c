package io.patchwatch.bench;

import io.patchwatch.alerting.AlertingSettings;
import io.patchwatch.alerting.CourierRole;
import io.patchwatch.alerting.OnCallRole;
import io.patchwatch.alerting.history.ElasticsearchConnection;
import io.patchwatch.alerting.history.ElasticsearchSettings;
import io.patchwatch.alerting.history.HistoryRole;
import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.embedded.EmbeddedElasticsearch;
import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** One part of the on-call path in a process of its own, so that it can be killed by itself. */
public final class OnCallPart {

  static final String PREFIX = "patchwatch.";

  /** Which part. */
  enum Part {
    BROKER,
    ELASTICSEARCH,
    ENGINE,
    COURIER,
    HISTORY
  }

  private OnCallPart() {}

  /** Arguments: part, directory, Kafka's port, Elasticsearch's port. Ends with its parent. */
  public static void main(String[] args) throws Exception {
    Part part = Part.valueOf(args[0]);
    Path directory = Path.of(args[1]);
    int kafka = Integer.parseInt(args[2]);
    int elasticsearch = Integer.parseInt(args[3]);
    try (AutoCloseable running = start(part, directory, kafka, elasticsearch)) {
      while (System.in.read() >= 0) {
        Thread.onSpinWait(); // nothing is said; the end of the stream is the end of the parent
      }
      System.out.println("the parent is gone: " + running);
    }
    System.exit(0);
  }

  private static AutoCloseable start(Part part, Path directory, int kafka, int elasticsearch)
      throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", "127.0.0.1:" + kafka);
    return switch (part) {
      case BROKER ->
          EmbeddedKafka.start(ServerOptions.in(directory.resolve("kafka")).onPort(kafka));
      case ELASTICSEARCH ->
          EmbeddedElasticsearch.start(
              ServerOptions.in(directory.resolve("elasticsearch")).onPort(elasticsearch));
      case ENGINE ->
          OnCallRole.start(
              settings(directory), PREFIX, client, directory.resolve("engine"), name -> name);
      case COURIER ->
          CourierRole.start(settings(directory), PREFIX, client, Clock.systemUTC(), System.out);
      case HISTORY -> new HistoryRole(client, PREFIX, connect(elasticsearch));
    };
  }

  static ElasticsearchConnection connect(int port) throws IOException {
    return ElasticsearchConnection.open(
        ElasticsearchSettings.at(URI.create("http://127.0.0.1:" + port)));
  }

  private static AlertingSettings settings(Path directory) throws Exception {
    return ConfigFile.load(directory.resolve("patchwatch.yml"), name -> null).config().alerting();
  }
}
