package io.patchwatch.alerting.oncall;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one destination of an incident has been told. Pure.
 *
 * @param calledAt when its people were last called; null: not yet
 * @param step escalation steps that were done
 * @param stepAt since when the next step waits
 * @param muted whether it may tell nothing
 */
public record Post(@Nullable Instant calledAt, int step, Instant stepAt, boolean muted) {

  static Post fresh(Instant now) {
    return new Post(null, 0, now, false);
  }

  /** Called now, by a first call or a reminder. */
  Post called(Instant now) {
    return new Post(now, step, calledAt == null ? now : stepAt, muted);
  }

  Post escalated(Instant now) {
    return new Post(now, step + 1, now, muted);
  }

  /** While it is muted no time passes for the chain: after that it waits its full time. */
  Post muted(boolean now, Instant at) {
    return now == muted ? this : new Post(calledAt, step, now ? stepAt : at, now);
  }

  /** The clock was put back: what lies ahead counts from now. */
  Post notAhead(Instant now) {
    Instant limit = now.plus(Watching.CLOCK_WENT_BACK);
    Instant called = calledAt == null || !calledAt.isAfter(limit) ? calledAt : now;
    return new Post(called, step, stepAt.isAfter(limit) ? now : stepAt, muted);
  }

  /** The chain begins again, and its people are to be called at once. */
  Post again(Instant now) {
    return new Post(calledAt == null ? null : Instant.EPOCH, 0, now, muted);
  }

  boolean reminderDue(Duration interval, Instant now) {
    return calledAt != null && !now.isBefore(calledAt.plus(interval));
  }

  boolean stepDue(Escalation.@Nullable Step next, Instant now) {
    return next != null && !now.isBefore(stepAt.plus(next.after()));
  }
}
