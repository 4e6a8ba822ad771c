package io.patchwatch.ingest.assets;

import io.patchwatch.events.Asset;
import io.patchwatch.events.catalogue.Product;
import java.util.List;
import java.util.Locale;

/**
 * An asset of the configuration.
 *
 * @param hosts names of its machine in inventories, in any case; its id is one without being named
 */
public record KnownAsset(Asset asset, Product product, List<String> hosts) {

  public KnownAsset {
    hosts = hosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
  }
}
