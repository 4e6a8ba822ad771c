package io.patchwatch.alerting.schedule;

import java.time.Instant;
import java.util.List;

/**
 * Time intervals under a name ({@code alerting.time_intervals}); a moment that lies in one of them
 * lies in it.
 */
public record NamedInterval(String name, List<TimeInterval> timeIntervals) {

  public NamedInterval {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("alerting.time_intervals: a name is missing; give one");
    }
    timeIntervals = timeIntervals == null ? List.of() : List.copyOf(timeIntervals);
    if (timeIntervals.isEmpty()) {
      throw new IllegalArgumentException(
          "alerting.time_intervals[" + name + "].time_intervals: empty; write at least one");
    }
  }

  boolean contains(Instant at) {
    return timeIntervals.stream().anyMatch(it -> it.contains(at));
  }
}
