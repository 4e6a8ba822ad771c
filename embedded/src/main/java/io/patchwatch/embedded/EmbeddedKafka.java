package io.patchwatch.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * A real Kafka broker in this process: one KRaft node on 127.0.0.1, with transactions, for tests
 * and for running without a Kafka cluster.
 *
 * <p>There is one copy of each record. Acknowledged records survive the death of the process at any
 * moment; they may not survive the death of the machine. Topics are not created automatically.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final String NAME = "kafka";

  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final KafkaNode node;
  private final BoundSockets sockets;
  private final DataDirectory data;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedKafka(KafkaNode node, BoundSockets sockets, DataDirectory data) {
    this.node = node;
    this.sockets = sockets;
    this.data = data;
  }

  /**
   * Starts a broker and returns when it serves clients.
   *
   * @throws EmbeddedStartException if the port or the data directory cannot be used, or the broker
   *     does not start
   */
  public static EmbeddedKafka start(ServerOptions options) {
    DataDirectory data = DataDirectory.take(NAME, options.dataDirectory());
    try {
      new DataFormat(NAME, AppInfoParser.getVersion()).claim(data.path());
      return start(data, BoundSockets.bind(options.port()));
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private static EmbeddedKafka start(DataDirectory data, BoundSockets sockets) {
    try {
      Path logs = data.resolve("logs");
      KafkaStorage.formatIfNew(logs);
      KafkaNode node =
          new KafkaNode(
              KafkaSettings.of(logs, sockets.broker().getPort(), sockets.controller().getPort()),
              sockets);
      start(node);
      return new EmbeddedKafka(node, sockets, data);
    } catch (EmbeddedStartException e) {
      sockets.close();
      throw e;
    } catch (RuntimeException e) {
      sockets.close();
      throw new EmbeddedStartException(
          "embedded kafka: the broker on data directory "
              + data.path()
              + " did not start ("
              + EmbeddedStartException.reason(e)
              + "); see the log, or choose an empty directory",
          e);
    }
  }

  private static void start(KafkaNode node) {
    try {
      node.start();
    } catch (RuntimeException e) {
      Stop.within(LONGEST_STOP, NAME, node::stop);
      throw e;
    }
  }

  /** The address for clients, as {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return LoopbackSocket.HOST + ":" + port();
  }

  public int port() {
    return sockets.broker().getPort();
  }

  /** Where the records are. Deleted at {@link #close} if it is temporary. */
  public Path dataDirectory() {
    return data.path();
  }

  /**
   * Stops the broker; open client connections are cut. Takes 20 s at most. Calling it again does
   * nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Stop.within(LONGEST_STOP, NAME, node::stop);
      sockets.close();
      data.close();
    }
  }
}
