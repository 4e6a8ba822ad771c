package io.patchwatch.app.wiring;

import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.ElasticsearchConfig;
import io.patchwatch.app.config.KafkaConfig;
import io.patchwatch.embedded.EmbeddedElasticsearch;
import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.EmbeddedServers;
import io.patchwatch.embedded.ServerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Kafka and the Elasticsearch that this process uses; embedded ones are started and stopped.
 */
final class Backends implements AutoCloseable {

  private final String bootstrapServers;
  private final List<URI> elasticsearch;
  private final List<AutoCloseable> started;

  private Backends(
      String bootstrapServers, List<URI> elasticsearch, List<? extends AutoCloseable> started) {
    this.bootstrapServers = bootstrapServers;
    this.elasticsearch = List.copyOf(elasticsearch);
    this.started = new ArrayList<>(started);
  }

  /**
   * Starts what is to be embedded.
   *
   * @throws io.patchwatch.embedded.EmbeddedStartException if that fails; the message says why
   */
  static Backends start(Config config) {
    boolean kafkaHere = config.kafka().mode() == KafkaConfig.Mode.EMBEDDED;
    boolean elasticHere = config.elasticsearch().mode() == ElasticsearchConfig.Mode.EMBEDDED;
    if (kafkaHere && elasticHere) {
      EmbeddedServers both = EmbeddedServers.start(kafkaOptions(config), elasticOptions(config));
      return new Backends(
          both.kafka().bootstrapServers(), List.of(both.elasticsearch().uri()), List.of(both));
    }
    if (kafkaHere) {
      EmbeddedKafka kafka = EmbeddedKafka.start(kafkaOptions(config));
      return new Backends(kafka.bootstrapServers(), config.elasticsearch().urls(), List.of(kafka));
    }
    String external = String.valueOf(config.kafka().bootstrapServers());
    if (elasticHere) {
      EmbeddedElasticsearch node = EmbeddedElasticsearch.start(elasticOptions(config));
      return new Backends(external, List.of(node.uri()), List.of(node));
    }
    return new Backends(external, config.elasticsearch().urls(), List.of());
  }

  private static ServerOptions kafkaOptions(Config config) {
    return options(config.dataDir().resolve("kafka"), config.kafka().port());
  }

  private static ServerOptions elasticOptions(Config config) {
    return options(config.dataDir().resolve("elasticsearch"), config.elasticsearch().port());
  }

  private static ServerOptions options(Path directory, int port) {
    return ServerOptions.in(directory).onPort(port);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Addresses of Elasticsearch; none: there is no history. */
  List<URI> elasticsearch() {
    return elasticsearch;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable server : started) {
      server.close();
    }
  }
}
