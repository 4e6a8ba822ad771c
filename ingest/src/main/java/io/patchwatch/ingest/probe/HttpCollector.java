package io.patchwatch.ingest.probe;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.VersionCollector;
import java.net.URI;

/**
 * Asks one server over HTTP.
 *
 * @param url where the server is; the catalogue's paths are put behind it
 * @param probe is closed with this collector
 */
public record HttpCollector(Product product, URI url, HttpProbe probe) implements VersionCollector {

  @Override
  public String source() {
    return EvidenceSource.HTTP_PROBE.label();
  }

  @Override
  public Collected collect() throws InterruptedException {
    return switch (probe.ask(product, url)) {
      case HttpProbe.Outcome.Found found ->
          new Collected.Seen(locator(found.asked()), found.reading());
      case HttpProbe.Outcome.Failed failed ->
          new Collected.Missed(locator(failed.asked()), failed.failure(), failed.detail());
    };
  }

  /** Without query: some hold keys. */
  private static String locator(URI asked) {
    String text = asked.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  @Override
  public void close() {
    probe.close();
  }
}
