package io.patchwatch.alerting.schedule;

import java.time.Instant;

/**
 * Somebody stands in.
 *
 * @param from from then on
 * @param until until just before then
 */
public record StandIn(String person, Instant from, Instant until) {

  public StandIn {
    if (person == null || from == null || until == null || !until.isAfter(from)) {
      throw new IllegalArgumentException(
          "overrides: give person, from and a later until, as 2026-12-24T00:00:00Z");
    }
  }

  boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
