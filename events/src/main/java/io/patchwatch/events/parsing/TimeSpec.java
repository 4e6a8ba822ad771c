package io.patchwatch.events.parsing;

import java.util.List;

/**
 * Where a record says when it was written.
 *
 * @param field group, JSON pointer or key that holds the time; {@code time} when absent
 * @param formats tried in order: {@code iso}, {@code epoch-seconds} (with or without fraction),
 *     {@code epoch-millis}, or a pattern of {@link java.time.format.DateTimeFormatter} with English
 *     names. A pattern without a year takes the year from when the line was read
 * @param zone what a time without offset means; {@link Zone#ASSET} when absent
 */
public record TimeSpec(String field, List<String> formats, Zone zone) {

  public TimeSpec {
    field = field == null ? "time" : SpecCheck.text(field, "time.field");
    formats = SpecCheck.list(formats, "time.formats");
    zone = zone == null ? Zone.ASSET : zone;
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("time.formats is empty; give at least one, e.g. iso");
    }
    formats.forEach(TimeReader::check);
  }

  /** What a time without an offset means. */
  public enum Zone {
    /** The zone that the operator set for the asset's log file. */
    ASSET,
    /** UTC, whatever the machine's zone. */
    UTC
  }
}
