package io.patchwatch.ingest.advisories.fetch;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How documents are fetched.
 *
 * @param connectTimeout for a connection
 * @param readTimeout the longest silence within an answer
 * @param totalTimeout for one document, whatever its size
 * @param maxBytes largest document
 * @param proxy {@code http://host:port}; null: what the virtual machine was told
 * @param attempts how often one document is asked for in a row, at least 1
 * @param firstWait before the second attempt; doubles each time
 */
public record WebSettings(
    Duration connectTimeout,
    Duration readTimeout,
    Duration totalTimeout,
    long maxBytes,
    @Nullable URI proxy,
    int attempts,
    Duration firstWait) {

  /** The longest that a server may make us wait within one look; beyond, the look has failed. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  public WebSettings {
    if (proxy != null && (proxy.getHost() == null || proxy.getPort() < 1)) {
      throw new IllegalArgumentException("proxy is " + proxy + "; use http://host:port");
    }
    if (attempts < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("attempts and max_bytes must be at least 1");
    }
  }
}
