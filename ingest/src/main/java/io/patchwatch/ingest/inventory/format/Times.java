package io.patchwatch.ingest.inventory.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times as documents write them. */
public final class Times {

  private Times() {}

  /** An RFC 3339 time; null when the text is none. */
  public static @Nullable Instant read(String text) {
    try {
      return OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
