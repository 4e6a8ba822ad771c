package io.patchwatch.ingest.versions;

import io.patchwatch.events.Asset;
import io.patchwatch.events.catalogue.Product;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;

/**
 * One server to ask in one way. An asset may be watched in several.
 *
 * @param interval time between two questions, at least 1 s
 * @param opener makes the collector when it is started
 */
public record Watch(Asset asset, Product product, Duration interval, Opener opener) {

  public Watch {
    if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("probe.interval is " + interval + "; at least 1s");
    }
  }

  /** Makes a collector. */
  public interface Opener {

    /**
     * Opens the collector; does not ask yet.
     *
     * @throws IOException if a file that it needs cannot be read
     * @throws GeneralSecurityException if a certificate file has no certificates
     */
    VersionCollector open() throws IOException, GeneralSecurityException;
  }
}
