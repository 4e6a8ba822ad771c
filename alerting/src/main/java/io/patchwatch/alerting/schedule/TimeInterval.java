package io.patchwatch.alerting.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Moments that fulfil all that is said, as Alertmanager's {@code time_interval}; what is absent
 * holds always.
 *
 * @param times parts of the day
 * @param weekdays as {@code monday:friday}
 * @param daysOfMonth as {@code 1:5} or {@code -3:-1}
 * @param months as {@code january:march} or {@code 1:3}
 * @param years as {@code 2026:2028}
 * @param location time zone; null: UTC
 */
public record TimeInterval(
    @Nullable List<TimeRange> times,
    @Nullable List<String> weekdays,
    @Nullable List<String> daysOfMonth,
    @Nullable List<String> months,
    @Nullable List<String> years,
    @Nullable ZoneId location) {

  public TimeInterval {
    of(weekdays).forEach(Bounds::weekdays);
    of(daysOfMonth).forEach(Bounds::daysOfMonth);
    of(months).forEach(Bounds::months);
    of(years).forEach(Bounds::years);
  }

  private static <T> List<T> of(@Nullable List<T> all) {
    return all == null ? List.of() : all;
  }

  /** Whether the moment lies in it. */
  public boolean contains(Instant at) {
    return contains(at, location == null ? ZoneId.of("UTC") : location);
  }

  /** Whether the moment lies in it, by this time zone where it names none. */
  boolean containsIn(Instant at, ZoneId otherwise) {
    return contains(at, location == null ? otherwise : location);
  }

  private boolean contains(Instant at, ZoneId zone) {
    ZonedDateTime local = at.atZone(zone);
    int minute = local.getHour() * 60 + local.getMinute();
    int length = local.toLocalDate().lengthOfMonth();
    return any(times, it -> it.contains(minute))
        && any(weekdays, it -> Bounds.weekdays(it).contains(local.getDayOfWeek().getValue()))
        && any(daysOfMonth, it -> Bounds.daysOfMonth(it).containsDay(local.getDayOfMonth(), length))
        && any(months, it -> Bounds.months(it).contains(local.getMonthValue()))
        && any(years, it -> Bounds.years(it).contains(local.getYear()));
  }

  private static <T> boolean any(@Nullable List<T> all, Predicate<T> test) {
    return all == null || all.isEmpty() || all.stream().anyMatch(test);
  }
}
