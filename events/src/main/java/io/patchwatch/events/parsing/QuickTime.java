package io.patchwatch.events.parsing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * Reads times of the patterns that logs use, numbers of fixed width and English names of months,
 * without the general parser of the JDK, which every line would pass. It reads only what that
 * parser reads, to the same time; every other text is left to it.
 */
final class QuickTime {

  private static final Pattern PARTS =
      Pattern.compile("'([^']+)'|ppd|y+|u+|M+|d+|H+|m+|s+|S+|x+|X+|F|[^A-Za-z'#{}]");
  private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec ";
  private static final String ISO = "yyyy-MM-dd'T'HH:mm:ss[.F][XXX]";
  private static final int NANO_DIGITS = 9;
  private static final int MINUTE = 60;

  /** One part of the pattern; it takes its place in the text and moves on, or refuses. */
  private interface Part {
    boolean read(Reading reading);
  }

  private final List<Part> parts;

  private QuickTime(List<Part> parts) {
    this.parts = parts;
  }

  /** The reader of most of what {@link java.time.format.DateTimeFormatter#ISO_DATE_TIME} reads. */
  static QuickTime iso() {
    return new QuickTime(Objects.requireNonNull(parts(ISO)));
  }

  /** The reader of a pattern of {@link java.time.format.DateTimeFormatter}; null: only that can. */
  static @Nullable QuickTime of(String pattern) {
    List<Part> parts = pattern.contains("F") ? null : parts(pattern);
    return parts == null ? null : new QuickTime(parts);
  }

  private static @Nullable List<Part> parts(String pattern) {
    Matcher matcher = PARTS.matcher(pattern);
    List<Part> all = new ArrayList<>();
    List<Part> option = null;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      String token = matcher.group();
      if (token.equals("[") && option == null) {
        option = new ArrayList<>();
      } else if (token.equals("]") && option != null) {
        List<Part> ended = option;
        all.add(reading -> reading.option(ended));
        option = null;
      } else {
        Part part = matcher.group(1) == null ? part(token) : literal(matcher.group(1));
        if (part == null || (option != null && !mayLack(token))) {
          return null;
        }
        (option == null ? all : option).add(part);
      }
    }
    return end == pattern.length() && option == null ? all : null;
  }

  /** Only fractions and offsets are optional in logs. */
  private static boolean mayLack(String token) {
    return "SXxF".indexOf(token.charAt(0)) >= 0 || !Character.isLetter(token.charAt(0));
  }

  private static @Nullable Part part(String token) {
    return switch (token) {
      case "yyyy", "uuuu" -> it -> (it.year = it.number(4)) > 0;
      case "MM" -> it -> (it.month = it.number(2)) > 0;
      case "MMM" -> Reading::monthName;
      case "dd" -> it -> (it.day = it.number(2)) > 0;
      case "ppd" -> it -> (it.day = it.number(it.literal(" ") ? 1 : 2)) > 0;
      case "HH" -> it -> (it.hour = it.number(2)) >= 0;
      case "mm" -> it -> (it.minute = it.number(2)) >= 0;
      case "ss" -> it -> (it.second = it.number(2)) >= 0;
      case "xxx" -> it -> it.offset(false, ":");
      case "XXX" -> it -> it.offset(true, ":");
      case "XX" -> it -> it.offset(true, "");
      case "F" -> it -> it.fraction(it.digits());
      default -> other(token);
    };
  }

  private static @Nullable Part other(String token) {
    char first = token.charAt(0);
    if (first == 'S' && token.length() <= NANO_DIGITS) {
      return it -> it.fraction(token.length());
    }
    boolean sign = Character.isLetter(first) || first == '[' || first == ']';
    return sign ? null : literal(token);
  }

  private static Part literal(String text) {
    return reading -> reading.literal(text);
  }

  /** What the text says; null: it has another shape, or says no valid time. */
  @Nullable Said read(String text) {
    Reading reading = new Reading(text);
    for (Part part : parts) {
      if (!part.read(reading)) {
        return null;
      }
    }
    return reading.said();
  }

  /**
   * A time of day on a day.
   *
   * @param year 0: the text has none
   * @param offset seconds from UTC; null: the text has none
   */
  record Said(int year, int month, int day, LocalTime time, @Nullable Integer offset) {

    MonthDay monthDay() {
      return MonthDay.of(month, day);
    }

    LocalDateTime dateTime() {
      return LocalDateTime.of(LocalDate.of(year, month, day), time);
    }
  }

  private static final class Reading {
    private final String text;
    private int at;
    private int year;
    private int month;
    private int day;
    private int hour = -1;
    private int minute = -1;
    private int second;
    private int nano;
    private boolean twice;
    private @Nullable Integer offset;

    Reading(String text) {
      this.text = text;
    }

    /** Negative if there is anything but so many digits. */
    int number(int width) {
      int end = at + width;
      if (end > text.length()) {
        return -1;
      }
      int value = 0;
      for (; at < end; at++) {
        int digit = text.charAt(at) - '0';
        if (digit < 0 || digit > 9) {
          return -1;
        }
        value = value * 10 + digit;
      }
      return value;
    }

    /** Told twice it is left to the general parser. */
    boolean fraction(int width) {
      twice |= nano > 0;
      nano = number(width);
      for (int digits = width; digits < NANO_DIGITS; digits++) {
        nano *= 10;
      }
      return nano >= 0;
    }

    boolean monthName() {
      int found = at + 3 > text.length() ? -1 : month(text.substring(at, at + 3));
      month = found / 4 + 1;
      at += 3;
      return found >= 0 && found % 4 == 0;
    }

    private static int month(String name) {
      for (int i = 0; i < MONTHS.length(); i += 4) {
        if (MONTHS.regionMatches(true, i, name, 0, 3)) {
          return i;
        }
      }
      return -1;
    }

    boolean literal(String part) {
      boolean there = text.startsWith(part, at);
      at += there ? part.length() : 0;
      return there;
    }

    /** What is not there as a whole is left out. */
    boolean option(List<Part> option) {
      int start = at;
      int before = nano;
      Integer known = offset;
      for (Part part : option) {
        if (!part.read(this)) {
          at = start;
          nano = before;
          offset = known;
          break;
        }
      }
      return true;
    }

    /** How many digits follow, as far as a fraction goes. */
    int digits() {
      int end = at;
      while (end < text.length() && end - at < NANO_DIGITS && ascii(text.charAt(end))) {
        end++;
      }
      return end - at;
    }

    private static boolean ascii(char c) {
      return c >= '0' && c <= '9';
    }

    boolean offset(boolean zulu, String separator) {
      if (zulu && text.startsWith("Z", at)) {
        at++;
        offset = 0;
        return true;
      }
      char sign = at < text.length() ? text.charAt(at++) : ' ';
      int hours = number(2);
      boolean colon = literal(separator);
      int minutes = number(2);
      int seconds = (hours * MINUTE + minutes) * MINUTE;
      offset = sign == '-' ? -seconds : seconds;
      boolean valid = hours >= 0 && hours < 18 && minutes >= 0 && minutes < MINUTE;
      return valid && colon && (sign == '+' || sign == '-');
    }

    @Nullable Said said() {
      boolean whole = at == text.length() && month > 0 && day > 0 && hour >= 0 && minute >= 0;
      if (!whole || twice || month > 12 || hour > 23 || minute > 59 || second > 59) {
        return null;
      }
      int days =
          year == 0 ? Month.of(month).maxLength() : YearMonth.of(year, month).lengthOfMonth();
      return day > days
          ? null
          : new Said(year, month, day, LocalTime.of(hour, minute, second, nano), offset);
    }
  }
}
