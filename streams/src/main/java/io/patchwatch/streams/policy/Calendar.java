package io.patchwatch.streams.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Named stretches of time: a freeze in which nothing may be changed, or windows in which it may.
 *
 * @param name by which rules refer to it
 * @param timeIntervals any of these
 */
public record Calendar(String name, List<TimeInterval> timeIntervals) {

  /** So many days ahead are looked at: a yearly window is found, a calendar without end ends. */
  static final int HORIZON = 400;

  public Calendar {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("name is missing; rules refer to it");
    }
    timeIntervals = timeIntervals == null ? List.of() : List.copyOf(timeIntervals);
    if (timeIntervals.isEmpty()) {
      throw new IllegalArgumentException("time_intervals is missing; give at least one");
    }
  }

  /** The end of the stretch that holds this time; empty: none does. */
  Optional<Instant> endOf(Instant time) {
    Instant end = time;
    Instant last = time.plus(Duration.ofDays(HORIZON));
    while (end.isBefore(last)) {
      Instant from = end;
      Optional<Instant> further =
          days(from, 1).filter(w -> w.holds(from)).map(Window::end).max(Comparator.naturalOrder());
      if (further.isEmpty()) {
        break;
      }
      end = further.get();
    }
    return end.equals(time) ? Optional.empty() : Optional.of(end);
  }

  /** The first window that ends after this time; empty: none within 400 days. */
  Optional<Window> next(Instant time) {
    return LongStream.rangeClosed(0, HORIZON)
        .mapToObj(day -> windows(time, day))
        .map(
            windows ->
                windows.filter(w -> w.end().isAfter(time)).min(Comparator.comparing(Window::start)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The windows of the days around this time. */
  private Stream<Window> days(Instant time, int around) {
    return LongStream.rangeClosed(-around, around).boxed().flatMap(day -> windows(time, day));
  }

  private Stream<Window> windows(Instant time, long daysLater) {
    return timeIntervals.stream()
        .flatMap(
            interval -> {
              LocalDate day = time.atZone(interval.zone()).toLocalDate().plusDays(daysLater);
              return interval.on(day);
            });
  }
}
