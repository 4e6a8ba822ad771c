package io.patchwatch.events.shipping.syslog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time of RFC 3164: {@code Oct 11 22:14:15}, by some with a year behind the day.
 *
 * @param year 0: not said
 * @param end where it ends in its text
 */
public record LocalStamp(int year, int month, int day, int hour, int minute, int second, int end) {

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final int CLOCK = 8;

  /** Null where there is none. */
  static @Nullable LocalStamp read(String text, int from) {
    int month = from + 4 > text.length() ? 0 : MONTHS.indexOf(text.substring(from, from + 3)) + 1;
    int at = from + 4;
    if (month == 0 || text.charAt(from + 3) != ' ') {
      return null;
    }
    at += at < text.length() && text.charAt(at) == ' ' ? 1 : 0;
    int digits = Scan.digit(text, at + 1) ? 2 : 1;
    int day = Scan.number(text, at, digits);
    at += digits + 1;
    int year = Scan.number(text, at, 4);
    at += year < 0 ? 0 : 5;
    return clock(text, at, Math.max(year, 0), month, day);
  }

  private static @Nullable LocalStamp clock(String text, int at, int year, int month, int day) {
    int hour = Scan.number(text, at, 2);
    int minute = Scan.number(text, at + 3, 2);
    int second = Scan.number(text, at + 6, 2);
    boolean right =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
    if (!right || day < 1 || text.charAt(at + 2) != ':' || text.charAt(at + 5) != ':') {
      return null;
    }
    int end = Scan.word(text, at);
    return end - at > 2 * CLOCK
        ? null
        : new LocalStamp(year, month, day, hour, minute, Math.min(59, second), end);
  }

  /** The time; without a year the one nearest to now. Null where there is no such day. */
  public @Nullable Instant at(ZoneId zone, Instant now) {
    if (year > 0) {
      return in(year, zone);
    }
    int present = now.atZone(zone).getYear();
    Instant nearest = null;
    for (int candidate = present - 1; candidate <= present + 1; candidate++) {
      Instant time = in(candidate, zone);
      if (time != null && (nearest == null || nearer(time, nearest, now))) {
        nearest = time;
      }
    }
    return nearest;
  }

  private static boolean nearer(Instant time, Instant other, Instant now) {
    return Duration.between(time, now).abs().compareTo(Duration.between(other, now).abs()) < 0;
  }

  private @Nullable Instant in(int someYear, ZoneId zone) {
    try {
      return LocalDateTime.of(someYear, month, day, hour, minute, second).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
