package io.patchwatch.ingest.inventory;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Inventory files that are watched.
 *
 * @param path a file, or a directory with all below it
 * @param format of all its files: one of {@link Inventories#formats()} or {@link Inventories#AUTO}
 * @param asset id of the one asset that all of it is about; null: the documents name their machines
 * @param unknownHosts what becomes of machines that no asset goes by
 * @param environment of assets that are added for unknown machines
 * @param interval time between two looks
 * @param maxAge a file that was not written for so long makes its assets' versions unknown
 */
public record InventorySettings(
    Path path,
    String format,
    @Nullable String asset,
    UnknownHosts unknownHosts,
    String environment,
    Duration interval,
    Duration maxAge) {

  /** What becomes of machines that no asset goes by. */
  public enum UnknownHosts {
    /** They are counted, and named in the log once a file. */
    IGNORE,
    /** Each product on them becomes an asset {@code product@host}. */
    ADD
  }
}
