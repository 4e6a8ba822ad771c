package io.patchwatch.streams.policy;

import java.util.List;
import java.util.Locale;

/**
 * A range as Alertmanager's time intervals write it: {@code monday:friday}, {@code 1:5}, {@code
 * -3:-1}, {@code december}; both ends belong to it.
 */
record DayRange(int from, int to) {

  private static final List<String> WEEKDAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
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
  private static final int LAST_DAY = 31;
  private static final int LAST_YEAR = 9999;

  /** Days of the week, Sunday is 0. */
  static DayRange weekdays(String text) {
    return parse(text, "weekdays", WEEKDAYS, 0, 0, 6);
  }

  /** Months, January is 1. */
  static DayRange months(String text) {
    return parse(text, "months", MONTHS, 1, 1, 12);
  }

  static DayRange years(String text) {
    return parse(text, "years", List.of(), 0, 1, LAST_YEAR);
  }

  /** Days of the month; negative ones count from its end, -1 is the last. */
  static DayRange daysOfMonth(String text) {
    DayRange range = parse(text, "days_of_month", List.of(), 0, -LAST_DAY, LAST_DAY);
    if (range.from == 0 || range.to == 0) {
      throw new IllegalArgumentException("days_of_month '" + text + "': there is no day 0");
    }
    return range;
  }

  private static DayRange parse(
      String text, String key, List<String> names, int first, int least, int most) {
    String[] ends = text.strip().toLowerCase(Locale.ROOT).split(":", -1);
    if (ends.length > 2) {
      throw bad(key, text, names);
    }
    int from = number(ends[0], key, text, names, first);
    int to = ends.length == 1 ? from : number(ends[1], key, text, names, first);
    boolean backwards = from > to && Integer.signum(from) == Integer.signum(to);
    if (from < least || to > most || from > most || to < least || backwards) {
      throw bad(key, text, names);
    }
    return new DayRange(from, to);
  }

  private static int number(String end, String key, String text, List<String> names, int first) {
    int named = names.indexOf(end.strip());
    if (named >= 0) {
      return named + first;
    }
    try {
      return Integer.parseInt(end.strip());
    } catch (NumberFormatException e) {
      throw bad(key, text, names);
    }
  }

  private static IllegalArgumentException bad(String key, String text, List<String> names) {
    String like = names.isEmpty() ? "1:5" : names.get(1) + ":" + names.get(names.size() - 2);
    return new IllegalArgumentException(
        key + " '" + text + "' is no range of them; write for example " + like);
  }

  boolean holds(int value) {
    return from <= value && value <= to;
  }

  /** Whether it holds a day of a month with so many days; a day that it has not is not its last. */
  boolean holdsDay(int day, int length) {
    int first = from < 0 ? length + from + 1 : from;
    int last = to < 0 ? length + to + 1 : to;
    return Math.max(1, first) <= day && day <= last;
  }
}
