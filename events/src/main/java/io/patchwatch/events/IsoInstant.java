package io.patchwatch.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one shape of time that travels on our topics, {@code 2026-11-24T03:00:04.842Z}, without
 * the general parser of the JDK, which took a tenth of a log line's way. Every other shape is left
 * to it.
 */
final class IsoInstant {

  private static final int DOT = 19;
  private static final int NANO_DIGITS = 9;

  private IsoInstant() {}

  /** The time, or null if the text has another shape or says no valid time. */
  static @Nullable Instant read(String text) {
    int end = text.length() - 1;
    if (!shaped(text, end)) {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, DOT);
    int nano = end == DOT ? 0 : nanos(text, end);
    boolean digits = (year | month | day | hour | minute | second | nano) >= 0;
    boolean clock = hour <= 23 && minute <= 59 && second <= 59;
    if (!digits || !clock || month < 1 || month > 12 || day < 1) {
      return null;
    }
    if (day > YearMonth.of(year, month).lengthOfMonth()) {
      return null;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nano);
  }

  private static boolean shaped(String text, int end) {
    return end >= DOT
        && end <= DOT + 1 + NANO_DIGITS
        && end != DOT + 1
        && text.charAt(end) == 'Z'
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && (end == DOT || text.charAt(DOT) == '.');
  }

  private static int nanos(String text, int end) {
    int value = number(text, DOT + 1, end);
    for (int digits = end - DOT - 1; digits < NANO_DIGITS && value > 0; digits++) {
      value *= 10;
    }
    return value;
  }

  /** Negative if there is anything but digits. */
  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
