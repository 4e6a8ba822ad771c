package io.patchwatch.embedded;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka and Elasticsearch, started and stopped side by side. */
public record EmbeddedServers(EmbeddedKafka kafka, EmbeddedElasticsearch elasticsearch)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServers.class);

  /** Both with temporary data on free ports. */
  public static EmbeddedServers start() {
    return start(ServerOptions.temporary(), ServerOptions.temporary());
  }

  /**
   * Both on free ports with their data in {@code kafka} and {@code elasticsearch} below {@code
   * dataDirectory}.
   */
  public static EmbeddedServers start(Path dataDirectory) {
    return start(
        ServerOptions.in(dataDirectory.resolve("kafka")),
        ServerOptions.in(dataDirectory.resolve("elasticsearch")));
  }

  /**
   * Starts both at the same time.
   *
   * @throws EmbeddedStartException if one of them does not start; the other one is stopped then
   */
  public static EmbeddedServers start(ServerOptions kafka, ServerOptions elasticsearch) {
    CompletableFuture<EmbeddedKafka> broker =
        CompletableFuture.supplyAsync(() -> EmbeddedKafka.start(kafka), EmbeddedServers::inThread);
    EmbeddedElasticsearch node = startNode(elasticsearch, broker);
    try {
      return new EmbeddedServers(broker.join(), node);
    } catch (CompletionException e) {
      node.close();
      throw e.getCause() instanceof EmbeddedStartException failure ? failure : e;
    }
  }

  private static EmbeddedElasticsearch startNode(
      ServerOptions options, CompletableFuture<EmbeddedKafka> broker) {
    try {
      return EmbeddedElasticsearch.start(options);
    } catch (RuntimeException e) {
      closeOnceStarted(broker);
      throw e;
    }
  }

  private static void closeOnceStarted(CompletableFuture<EmbeddedKafka> broker) {
    try {
      broker.join().close();
    } catch (CompletionException alsoFailed) {
      LOG.warn("The embedded Kafka did not start either: {}", alsoFailed.getMessage());
    }
  }

  private static void inThread(Runnable start) {
    Thread.ofPlatform().name("start-embedded-kafka").start(start);
  }

  /** Stops both. Takes 40 s at most. */
  @Override
  public void close() {
    elasticsearch.close();
    kafka.close();
  }
}
