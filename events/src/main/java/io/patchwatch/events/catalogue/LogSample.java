package io.patchwatch.events.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One log record of a product and what must be read from it.
 *
 * @param name unique in the file
 * @param source where it comes from, or that it is made up
 * @param lines the record as it stands in the file, with its line breaks
 * @param readOn the day on which it was read, for times without a year; absent: the day of {@code
 *     time}, or long after
 * @param zone what a time without offset means; UTC when the file does not say
 * @param parser the name of the parser that must read it; absent: none may
 * @param time the record's time, for example {@code 2026-11-23T15:07:51.493946Z}; absent: not
 *     checked
 * @param fields ECS fields that it must have, with their values as text
 */
public record LogSample(
    String name,
    String source,
    String lines,
    @Nullable LocalDate readOn,
    ZoneId zone,
    @Nullable String parser,
    @Nullable String time,
    Map<String, String> fields) {

  private static final LocalDate LONG_AFTER = LocalDate.of(2100, 1, 1);

  public LogSample {
    Check.text(name, "name");
    Check.text(source, "source (where it comes from, or that it is made up)");
    Check.text(lines, "lines");
    zone = zone == null ? ZoneOffset.UTC : zone;
    fields = Check.map(fields);
    if (time != null) {
      parse(time);
    }
    if (parser == null && (time != null || !fields.isEmpty())) {
      throw new IllegalArgumentException("parser is missing; time and fields need one");
    }
  }

  /** When it was read: the end of the day, so that no time of that day lies in the future. */
  Instant readAt() {
    LocalDate day = readOn;
    if (day == null) {
      day = time == null ? LONG_AFTER : parse(time).atZone(zone).toLocalDate();
    }
    return day.atTime(LocalTime.MAX).atZone(zone).toInstant();
  }

  private static Instant parse(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "time: '" + time + "' is not a time; write for example 2026-11-23T15:07:51Z");
    }
  }
}
