package io.patchwatch.ingest.probe;

import io.patchwatch.events.Asset;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One server to ask for its version.
 *
 * @param url where the server is; the catalogue's paths are put behind it
 * @param interval time between two questions, at least 1 s
 * @param timeout for one whole answer, at least 10 ms
 * @param headers sent with each question, for example an access token
 */
public record ProbeSettings(
    Asset asset,
    Product product,
    URI url,
    Duration interval,
    Duration timeout,
    Map<String, Secret> headers,
    TlsOptions tls) {

  public ProbeSettings {
    if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("probe.interval is " + interval + "; at least 1s");
    }
    if (timeout.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException("probe.timeout is " + timeout + "; at least 10ms");
    }
    headers = Map.copyOf(headers);
  }
}
