package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One raw log record (several lines joined when the product writes them so). Topic {@code logs},
 * key: asset.
 *
 * @param time when the collector read it, or when it was written as far as the way says it that it
 *     came by; the record's own time inside {@code message} is better than both
 * @param product catalogue id, which chooses the parser
 * @param message the text as read, at most {@link #MAX_MESSAGE} characters
 * @param truncated whether {@code message} was cut
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("log-observed")
public record LogObserved(
    String id,
    Instant time,
    String collector,
    Asset asset,
    String product,
    LogOrigin origin,
    String message,
    boolean truncated)
    implements Event {

  /** Longest message on the wire, in characters; a collector cuts what is longer and says so. */
  public static final int MAX_MESSAGE = 32_768;

  public LogObserved {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.present(asset, "asset");
    Require.text(product, "product", 100);
    Require.present(origin, "origin");
    Require.present(message, "message");
    if (message.length() > MAX_MESSAGE) {
      throw new IllegalArgumentException(
          "message has " + message.length() + " characters; cut it at " + MAX_MESSAGE);
    }
  }

  @Override
  public String key() {
    return asset.id();
  }

  /**
   * Where a raw record was read.
   *
   * @param kind {@code file}, {@code syslog}…
   * @param path file path or peer address
   * @param offset byte offset of the record's first byte in the file, where there is one
   * @param zone what a time without offset in the record means; null: UTC
   */
  public record LogOrigin(String kind, String path, @Nullable Long offset, @Nullable ZoneId zone) {

    /** An origin whose times need no zone. */
    public LogOrigin(String kind, String path, @Nullable Long offset) {
      this(kind, path, offset, null);
    }

    public LogOrigin {
      Require.text(kind, "origin.kind", 50);
      Require.text(path, "origin.path", 2048);
    }
  }
}
