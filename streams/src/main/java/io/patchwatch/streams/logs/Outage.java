package io.patchwatch.streams.logs;

import java.time.Duration;
import java.time.Instant;

/**
 * A database outage that a log told of. Some servers answer every valid login with "not authorized"
 * while their database is down (seen with Prosody), which looks like an attack.
 *
 * @param time newest record that told of it
 */
record Outage(Instant time) {

  /** Whether failed logins of that time may come from it. */
  boolean mayExplain(Attempts attempts, Duration window) {
    return !time.isBefore(attempts.from().minus(window))
        && !time.isAfter(attempts.to().plus(window));
  }
}
