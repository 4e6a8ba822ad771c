package io.patchwatch.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.elasticsearch.Build;

/**
 * A real Elasticsearch node in this process: one node with its HTTP interface on 127.0.0.1, for
 * tests and for running without an Elasticsearch cluster.
 *
 * <p>It is the server without its default modules. It has mappings, index templates, aliases, bulk,
 * search and aggregations; it has no security, ILM, data streams, scripts, ingest processors,
 * {@code GET /}, and nothing by query ({@code _delete_by_query}, {@code _update_by_query}, {@code
 * _reindex}). Acknowledged writes survive the death of the process at any moment.
 */
public final class EmbeddedElasticsearch implements AutoCloseable {

  private static final String NAME = "elasticsearch";
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final ElasticsearchNode node;
  private final DataDirectory data;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedElasticsearch(ElasticsearchNode node, DataDirectory data) {
    this.node = node;
    this.data = data;
  }

  /**
   * Starts a node and returns when it serves clients.
   *
   * @throws EmbeddedStartException if the port or the data directory cannot be used, or the node
   *     does not start
   */
  public static EmbeddedElasticsearch start(ServerOptions options) {
    ElasticsearchLogging.configure();
    DataDirectory data = DataDirectory.take(NAME, options.dataDirectory());
    try {
      new DataFormat(NAME, Build.current().version()).claim(data.path());
      LoopbackSocket.requireFree(NAME, options.port());
      return new EmbeddedElasticsearch(startNode(data, options.port()), data);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private static ElasticsearchNode startNode(DataDirectory data, int port) {
    Path home = data.resolve("home");
    try {
      TransportModule.unpackTo(home);
      Files.createDirectories(home.resolve("config"));
      return ElasticsearchNode.start(ElasticsearchSettings.of(data.resolve("data"), home, port));
    } catch (Exception e) { // the node's own failures have no common type
      throw new EmbeddedStartException(
          "embedded elasticsearch: the node on data directory "
              + data.path()
              + " did not start ("
              + EmbeddedStartException.reason(e)
              + "); see the log, or choose an empty directory",
          e);
    }
  }

  /** The address of the HTTP interface, as {@code http://127.0.0.1:port}. */
  public URI uri() {
    return URI.create("http://" + LoopbackSocket.HOST + ":" + port());
  }

  public int port() {
    return node.httpPort();
  }

  /** Where the indices are. Deleted at {@link #close} if it is temporary. */
  public Path dataDirectory() {
    return data.path();
  }

  /**
   * Stops the node; open client connections are cut. Takes 20 s at most. Calling it again does
   * nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Stop.within(LONGEST_STOP, NAME, node::stop);
      data.close();
    }
  }
}
