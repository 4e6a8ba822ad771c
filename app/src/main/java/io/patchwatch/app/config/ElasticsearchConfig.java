package io.patchwatch.app.config;

import io.patchwatch.alerting.history.RetentionSettings;
import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Elasticsearch is.
 *
 * @param mode a node in this process, a cluster elsewhere, or no history at all
 * @param urls addresses of an external cluster
 * @param port HTTP port of the embedded one on loopback; 0: any free port
 * @param caFile PEM file with the cluster's certificate authority
 * @param retention how long days of the history are kept
 */
public record ElasticsearchConfig(
    Mode mode,
    List<URI> urls,
    int port,
    @Nullable String username,
    @Nullable Secret password,
    @Nullable Secret apiKey,
    @Nullable Path caFile,
    RetentionSettings retention) {

  /** In this process, elsewhere, or nowhere. */
  public enum Mode {
    EMBEDDED,
    EXTERNAL,
    OFF
  }

  public ElasticsearchConfig {
    if (mode == Mode.EXTERNAL && urls.isEmpty()) {
      throw new IllegalArgumentException(
          "urls is missing; mode: external needs it (- https://host:9200)");
    }
    if (apiKey != null && username != null) {
      throw new IllegalArgumentException("use either api_key or username and password, not both");
    }
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException("username and password belong together");
    }
  }
}
