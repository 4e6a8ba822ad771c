package io.patchwatch.streams.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time interval in <a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#time_interval">Alertmanager's
 * format</a>: all parts that are given must hold; of each, one entry must.
 *
 * @param times stretches of the day; absent: the whole day
 * @param weekdays {@code monday:friday}, {@code sunday}
 * @param daysOfMonth {@code 1:5}, {@code -1} for the last day
 * @param months {@code december}, {@code 1:3}
 * @param years {@code 2026:2027}
 * @param location time zone; absent: UTC. A day on which the clocks change is as long as it really
 *     is
 */
public record TimeInterval(
    List<Times> times,
    List<String> weekdays,
    List<String> daysOfMonth,
    List<String> months,
    List<String> years,
    @Nullable ZoneId location) {

  private static final int DAYS = 7;

  public TimeInterval {
    times = times == null ? List.of() : List.copyOf(times);
    weekdays = weekdays == null ? List.of() : List.copyOf(weekdays);
    daysOfMonth = daysOfMonth == null ? List.of() : List.copyOf(daysOfMonth);
    months = months == null ? List.of() : List.copyOf(months);
    years = years == null ? List.of() : List.copyOf(years);
    weekdays.forEach(DayRange::weekdays);
    daysOfMonth.forEach(DayRange::daysOfMonth);
    months.forEach(DayRange::months);
    years.forEach(DayRange::years);
  }

  /**
   * From {@code startTime}, inclusive, to {@code endTime}, exclusive; the day ends at {@code
   * 24:00}.
   */
  public record Times(String startTime, String endTime) {

    private static final String MIDNIGHT = "24:00";

    public Times {
      if (!endsAtMidnight(endTime) && !time(startTime).isBefore(time(endTime))) {
        throw new IllegalArgumentException(
            "end_time "
                + endTime
                + " is not after start_time "
                + startTime
                + "; write a night as two entries, until 24:00 and from 00:00");
      }
      time(startTime);
    }

    private static boolean endsAtMidnight(String text) {
      return MIDNIGHT.equals(text);
    }

    private static LocalTime time(@Nullable String text) {
      try {
        return LocalTime.parse(text == null ? "" : text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "'" + text + "' is not a time of day; write for example 09:30, in quotes");
      }
    }

    Window on(LocalDate day, ZoneId zone) {
      Instant start = day.atTime(time(startTime)).atZone(zone).toInstant();
      ZonedDateTime end =
          endsAtMidnight(endTime)
              ? day.plusDays(1).atStartOfDay(zone)
              : day.atTime(time(endTime)).atZone(zone).withLaterOffsetAtOverlap();
      return new Window(start, end.toInstant());
    }
  }

  ZoneId zone() {
    return location == null ? ZoneOffset.UTC : location;
  }

  /** Its windows on a day of its own time zone, some of which may be empty when clocks change. */
  Stream<Window> on(LocalDate day) {
    if (!holds(day)) {
      return Stream.empty();
    }
    ZoneId zone = zone();
    Window whole =
        new Window(
            day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant());
    Stream<Window> windows =
        times.isEmpty() ? Stream.of(whole) : times.stream().map(t -> t.on(day, zone));
    return windows.filter(window -> window.start().isBefore(window.end()));
  }

  private boolean holds(LocalDate day) {
    int weekday = day.getDayOfWeek().getValue() % DAYS;
    return any(weekdays, text -> DayRange.weekdays(text).holds(weekday))
        && any(
            daysOfMonth,
            text -> DayRange.daysOfMonth(text).holdsDay(day.getDayOfMonth(), day.lengthOfMonth()))
        && any(months, text -> DayRange.months(text).holds(day.getMonthValue()))
        && any(years, text -> DayRange.years(text).holds(day.getYear()));
  }

  private static boolean any(List<String> texts, Predicate<String> holds) {
    return texts.isEmpty() || texts.stream().anyMatch(holds);
  }
}
