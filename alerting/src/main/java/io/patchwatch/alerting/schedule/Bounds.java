package io.patchwatch.alerting.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A range of whole numbers as Alertmanager writes it: {@code 5}, {@code 1:5}, {@code
 * monday:friday}, {@code -3:-1}. Both ends belong to it.
 */
record Bounds(int from, int to) {

  private static final List<String> WEEKDAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  /** Monday is 1. */
  static Bounds weekdays(String text) {
    return parse("weekdays", text, 1, 7, names(WEEKDAYS));
  }

  static Bounds months(String text) {
    return parse("months", text, 1, 12, names(MONTHS));
  }

  /** -1 is the last day of the month. */
  static Bounds daysOfMonth(String text) {
    Bounds it = parse("days_of_month", text, -31, 31, Map.of());
    if (it.from == 0 || it.to == 0) {
      throw new IllegalArgumentException(
          "days_of_month: there is no day 0; use 1 to 31 or -31 to -1");
    }
    return it;
  }

  static Bounds years(String text) {
    return parse("years", text, 1970, 9999, Map.of());
  }

  private static Map<String, Integer> names(List<String> all) {
    return all.stream()
        .collect(java.util.stream.Collectors.toMap(it -> it, it -> all.indexOf(it) + 1));
  }

  private static Bounds parse(
      String key, String text, int least, int most, Map<String, Integer> names) {
    String[] ends = text.strip().toLowerCase(Locale.ROOT).split(":", -1);
    if (ends.length > 2) {
      throw new IllegalArgumentException(key + ": '" + text + "' is no range; write as 1:5");
    }
    int from = value(key, ends[0], least, most, names);
    int to = ends.length == 1 ? from : value(key, ends[1], least, most, names);
    boolean sameSide = from < 0 == to < 0;
    if (sameSide && from > to) {
      throw new IllegalArgumentException(
          key + ": '" + text + "' ends before it begins; write two ranges");
    }
    return new Bounds(from, to);
  }

  private static int value(
      String key, String text, int least, int most, Map<String, Integer> names) {
    Integer named = names.get(text);
    if (named != null) {
      return named;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          key + ": '" + text + "' is not known; use " + least + " to " + most + " or a name", e);
    }
    throw new IllegalArgumentException(
        key + ": " + text + " is not possible; use " + least + " to " + most);
  }

  boolean contains(int value) {
    return value >= from && value <= to;
  }

  /** Of days of a month that has so many; negative ends count from the last day. */
  boolean containsDay(int day, int length) {
    int first = from < 0 ? Math.max(1, length + from + 1) : from;
    int last = to < 0 ? length + to + 1 : to;
    return day >= first && day <= last;
  }
}
