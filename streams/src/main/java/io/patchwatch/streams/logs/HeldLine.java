package io.patchwatch.streams.logs;

import io.patchwatch.events.LogParsed;
import org.jspecify.annotations.Nullable;

/**
 * The first of two lines that belong together.
 *
 * @param line as it was read; with what the second line says once that has come
 * @param trace of the line, which it keeps however long it waits
 * @param timestamp of its record, milliseconds since 1970
 * @param second id of the second line; null: it is waited for
 */
record HeldLine(LogParsed line, String trace, long timestamp, @Nullable String second) {

  boolean waits() {
    return second == null;
  }

  HeldLine joined(LogParsed whole, String secondId) {
    return new HeldLine(whole, trace, timestamp, secondId);
  }
}
