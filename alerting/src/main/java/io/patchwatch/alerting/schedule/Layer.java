package io.patchwatch.alerting.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People who take turns.
 *
 * @param people in the order of their turns
 * @param every how long a turn lasts: whole days by the calendar (a turn that begins at 09:00
 *     begins at 09:00 also when clocks change), or hours; default a week; 1 h to 366 d
 * @param handOver local time at which the first of them began, as {@code 2026-01-05T09:00}; a local
 *     time that a change of clocks skips counts as the moment after it, one that comes twice as the
 *     first
 * @param restrictions somebody is on call only in these; absent: always
 */
public record Layer(
    List<String> people,
    @Nullable Duration every,
    LocalDateTime handOver,
    @Nullable List<TimeInterval> restrictions) {

  private static final Duration WEEK = Duration.ofDays(7);

  public Layer {
    people = people == null ? List.of() : List.copyOf(people);
    if (people.isEmpty()) {
      throw new IllegalArgumentException("layers.people: empty; name those who take turns");
    }
    if (handOver == null) {
      throw new IllegalArgumentException(
          "layers.hand_over: missing; write when the first turn began, as 2026-01-05T09:00");
    }
    if (every != null
        && (every.compareTo(Duration.ofHours(1)) < 0
            || every.compareTo(Duration.ofDays(366)) > 0)) {
      throw new IllegalArgumentException(
          "layers.every: " + every + " is not possible; use 1h to 366d");
    }
  }

  private Duration turn() {
    return every == null ? WEEK : every;
  }

  /** Who has the turn; null: nobody has. */
  @Nullable String at(Instant at, ZoneId zone) {
    boolean restricted =
        restrictions != null
            && !restrictions.isEmpty()
            && restrictions.stream().noneMatch(it -> it.containsIn(at, zone));
    return restricted ? null : people.get(Math.floorMod(turnAt(at, zone), people.size()));
  }

  /** Number of the turn; the estimate by local time is off by one at most around a change. */
  private long turnAt(Instant at, ZoneId zone) {
    Duration since = Duration.between(handOver, LocalDateTime.ofInstant(at, zone));
    long turn = Math.floorDiv(since.toSeconds(), turn().toSeconds());
    while (begin(turn + 1, zone).compareTo(at) <= 0) {
      turn++;
    }
    while (begin(turn, zone).isAfter(at)) {
      turn--;
    }
    return turn;
  }

  private Instant begin(long turn, ZoneId zone) {
    return handOver.plus(turn().multipliedBy(turn)).atZone(zone).toInstant();
  }
}
