package io.patchwatch.events.shipping;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log record that came over a network or in a foreign shape, before it is known whose it is. All
 * of it is a stranger's word; nothing is checked or bounded yet.
 *
 * @param asset id of the asset, where the sender says it
 * @param host name or address of the machine that wrote it
 * @param program that wrote it: tag, service or container
 * @param path of the file that it was read from
 * @param offset of its first byte in that file
 * @param time when it was written, as far as the way says it; null: take the time of arrival
 * @param message with secrets still in it, and with line feeds where it has several lines
 * @param truncated whether text is already missing at its end
 * @param identity what stays the same when the record is sent again, and differs from every other
 *     record of that asset and way
 */
public record Shipped(
    @Nullable String asset,
    @Nullable String host,
    @Nullable String program,
    @Nullable String path,
    @Nullable Long offset,
    @Nullable Instant time,
    String message,
    boolean truncated,
    String identity) {

  /** The same from a host by another name, for instance its address. */
  public Shipped from(String otherHost) {
    return new Shipped(asset, otherHost, program, path, offset, time, message, truncated, identity);
  }
}
