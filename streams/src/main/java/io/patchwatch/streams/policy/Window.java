package io.patchwatch.streams.policy;

import java.time.Instant;

/** A stretch of time from {@code start}, inclusive, to {@code end}, exclusive. */
record Window(Instant start, Instant end) {

  boolean holds(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }
}
