package io.patchwatch.app.config;

import io.patchwatch.ingest.inventory.Inventories;
import io.patchwatch.ingest.inventory.InventorySettings.UnknownHosts;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Inventory files to watch: package lists, facts, SBOMs, scan reports.
 *
 * @param path a file, or a directory with all below it
 * @param format null: told by the content
 * @param asset id of the one asset that all of it is about; null: the documents name their machines
 * @param unknownHosts what becomes of machines that no asset goes by; null: ignored
 * @param environment of assets that are added; null: production
 * @param interval time between two looks; null: 10 s
 * @param maxAge a file not written for so long makes versions unknown; null: 8 days
 */
public record InventoryConfig(
    Path path,
    @Nullable String format,
    @Nullable String asset,
    @Nullable UnknownHosts unknownHosts,
    @Nullable String environment,
    @Nullable Duration interval,
    @Nullable Duration maxAge) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  public InventoryConfig {
    if (path == null) {
      throw new IllegalArgumentException("path is missing; name a file or a directory");
    }
    if (format != null
        && !format.equals(Inventories.AUTO)
        && !Inventories.formats().contains(format)) {
      throw new IllegalArgumentException(
          "format '"
              + format
              + "' is not one of auto, "
              + String.join(", ", Inventories.formats()));
    }
    if (interval != null && interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("interval is " + interval + "; use 1s or more");
    }
    if (asset != null && unknownHosts == UnknownHosts.ADD) {
      throw new IllegalArgumentException(
          "asset and unknown_hosts: add exclude each other; keep one");
    }
  }
}
