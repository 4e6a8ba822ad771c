package io.patchwatch.app.commands;

import io.patchwatch.alerting.history.ElasticsearchConnection;
import io.patchwatch.alerting.history.ElasticsearchSettings;
import io.patchwatch.app.config.ElasticsearchConfig;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Elasticsearch for one command, also when it is embedded in another process of this machine. */
final class HistoryConnection {

  private static final int EX_UNAVAILABLE = 69;
  private static final int EX_CONFIG = 78;

  /** A question to the history. */
  @FunctionalInterface
  interface Question {
    void ask(ElasticsearchConnection connection) throws IOException;
  }

  private HistoryConnection() {}

  static void with(ElasticsearchConfig config, Question question) throws Stopped {
    if (config.mode() == ElasticsearchConfig.Mode.OFF) {
      throw new Stopped(EX_CONFIG, "elasticsearch.mode is off: there is no history");
    }
    List<URI> urls =
        config.mode() == ElasticsearchConfig.Mode.EMBEDDED
            ? List.of(URI.create("http://127.0.0.1:" + config.port()))
            : config.urls();
    try (ElasticsearchConnection connection =
        ElasticsearchConnection.open(
            new ElasticsearchSettings(
                urls, config.username(), config.password(), config.apiKey(), config.caFile()))) {
      question.ask(connection);
    } catch (IOException e) {
      throw new Stopped(
          EX_UNAVAILABLE,
          "Elasticsearch: " + e.getMessage() + "; check elasticsearch in the configuration");
    }
  }
}
