package io.patchwatch.streams.anomaly;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogParsed;
import java.time.Instant;

/**
 * A pattern that one task has not seen before. Keyed by product, so that one judge decides whether
 * it is new to all.
 *
 * @param level of the record, for example {@code warn}; empty: none
 * @param sample the message, at most 512 characters of it
 * @param lines how many lines of the product the task has read since its last news
 */
record PatternNews(
    String product,
    String pattern,
    String level,
    Asset asset,
    String locator,
    Instant time,
    String sample,
    long lines) {

  private static final int MOST_SAMPLE = 512;

  static PatternNews of(LogParsed log, String pattern, String message, long lines) {
    String level = log.field("log.level");
    String line = message.lines().findFirst().orElse("");
    return new PatternNews(
        log.product(),
        pattern,
        level == null ? "" : level,
        log.asset(),
        log.origin().path(),
        log.time(),
        line.length() > MOST_SAMPLE ? line.substring(0, MOST_SAMPLE) : line,
        lines);
  }
}
