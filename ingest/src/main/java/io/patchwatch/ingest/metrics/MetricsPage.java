package io.patchwatch.ingest.metrics;

import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.net.TlsOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A page of Prometheus metrics.
 *
 * @param url the whole address, with its path
 * @param headers sent with each question, for example {@code Authorization}
 * @param timeout for one whole answer
 */
public record MetricsPage(URI url, Map<String, Secret> headers, Duration timeout, TlsOptions tls) {

  public MetricsPage {
    headers = Map.copyOf(headers);
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException("the URL holds a password; use headers: Authorization");
    }
  }

  /** Without query: some hold keys. */
  String locator() {
    String text = url.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }
}
