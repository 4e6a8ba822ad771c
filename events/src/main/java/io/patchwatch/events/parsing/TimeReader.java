package io.patchwatch.events.parsing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the time of a record by its {@link TimeSpec}. */
final class TimeReader {

  /** How far a server's clock may run ahead before a date without a year means last year. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final int MAX_LENGTH = 64;

  private final List<Format> formats;
  private final TimeSpec.Zone zone;

  TimeReader(TimeSpec spec) {
    this.formats = spec.formats().stream().map(TimeReader::format).toList();
    this.zone = spec.zone() == TimeSpec.Zone.UTC ? TimeSpec.Zone.UTC : TimeSpec.Zone.ASSET;
  }

  /** Throws with the reason if the format cannot be used. */
  static void check(String format) {
    format(format);
  }

  /**
   * The time, or nothing if no format fits.
   *
   * @param assetZone zone of times that have none
   * @param observed when the line was read, which decides the year where the text has none
   */
  Optional<Instant> read(String text, ZoneId assetZone, Instant observed) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    ZoneId local = zone == TimeSpec.Zone.UTC ? ZoneOffset.UTC : assetZone;
    for (Format format : formats) {
      Optional<Instant> time = attempt(format, text, local, observed);
      if (time.isPresent()) {
        return time;
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> attempt(
      Format format, String text, ZoneId local, Instant observed) {
    try {
      return Optional.of(format.read(text, local, observed));
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return Optional.empty(); // the next format may fit
    }
  }

  private interface Format {
    Instant read(String text, ZoneId local, Instant observed);
  }

  private static Format format(String name) {
    return switch (name) {
      case "iso" -> quick(QuickTime.iso(), calendar(DateTimeFormatter.ISO_DATE_TIME));
      case "epoch-seconds" -> (text, local, observed) -> epoch(text, 1_000_000_000L);
      case "epoch-millis" -> (text, local, observed) -> epoch(text, 1_000_000L);
      default -> quick(QuickTime.of(name), calendar(formatter(name)));
    };
  }

  private static Format quick(@Nullable QuickTime quick, Format general) {
    return quick == null
        ? general
        : (text, local, observed) -> {
          QuickTime.Said said = quick.read(text);
          return said == null
              ? general.read(text, local, observed)
              : instant(said, local, observed);
        };
  }

  private static Instant instant(QuickTime.Said said, ZoneId local, Instant observed) {
    if (said.year() == 0) {
      return withoutYear(said.monthDay(), said.time(), local, observed);
    }
    Integer offset = said.offset();
    return said.dateTime()
        .atZone(offset == null ? local : ZoneOffset.ofTotalSeconds(offset))
        .toInstant();
  }

  private static DateTimeFormatter formatter(String pattern) {
    try {
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(pattern)
          .toFormatter(Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "time.formats: \""
              + pattern
              + "\" is not a date pattern ("
              + e.getMessage()
              + "); use iso, epoch-seconds, epoch-millis or e.g. yyyy-MM-dd HH:mm:ss.SSS",
          e);
    }
  }

  private static Instant epoch(String text, long nanosPerUnit) {
    if (!text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))) {
      throw new NumberFormatException("not plain decimal"); // 1e999999999 would take for ever
    }
    long nanos = new BigDecimal(text).multiply(BigDecimal.valueOf(nanosPerUnit)).longValue();
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  private static Format calendar(DateTimeFormatter formatter) {
    return (text, local, observed) -> {
      TemporalAccessor parsed = formatter.parse(text);
      if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
        return Instant.from(parsed);
      }
      if (parsed.isSupported(ChronoField.YEAR) || parsed.isSupported(ChronoField.YEAR_OF_ERA)) {
        return LocalDateTime.from(parsed).atZone(local).toInstant();
      }
      return withoutYear(MonthDay.from(parsed), LocalTime.from(parsed), local, observed);
    };
  }

  /** The latest such moment that is not more than a day after it was read. */
  private static Instant withoutYear(MonthDay day, LocalTime time, ZoneId local, Instant observed) {
    Instant latest = observed.plus(AHEAD);
    int year = Year.from(observed.atZone(local)).getValue();
    return IntStream.rangeClosed(-1, 8)
        .map(back -> year - back)
        .filter(day::isValidYear)
        .mapToObj(candidate -> day.atYear(candidate).atTime(time).atZone(local).toInstant())
        .filter(candidate -> !candidate.isAfter(latest))
        .findFirst()
        .orElseThrow(() -> new DateTimeException("no year fits " + day));
  }
}
