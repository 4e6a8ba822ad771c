package io.patchwatch.alerting.oncall;

import io.patchwatch.events.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A receiver is to know of an incident.
 *
 * @param number of two the later has the higher one; a reminder or an escalation is told once a
 *     number
 * @param kind why: opened, reminder or escalated
 * @param hush what may be told at present
 * @param groupWait null: the usual
 * @param groupInterval null: the usual
 */
public record Summons(
    String receiver,
    int number,
    Delivery.Kind kind,
    Hush hush,
    @Nullable Duration groupWait,
    @Nullable Duration groupInterval) {

  /** What may be told. */
  public enum Hush {
    /** Everything. */
    NONE,
    /** Only that it is over: a silence, a maintenance window or another incident mutes it. */
    MUTED,
    /** Nothing: the route's time intervals say so. */
    OFF_HOURS
  }
}
