package io.patchwatch.events;

import java.time.Instant;

/**
 * Somebody answers for leaving something unpatched until a day. What it covers is resolved until
 * then, and opens again by itself.
 *
 * @param owner who answers for it
 * @param reason why, 1 to 2,000 characters
 * @param until when it ends; required, since an exception without an end is forgotten
 */
public record RiskAccepted(
    String id,
    Instant time,
    String collector,
    String exception,
    String owner,
    String reason,
    Scope scope,
    Instant until)
    implements ExceptionCommand {

  private static final int LONGEST_REASON = 2000;

  public RiskAccepted {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(exception, "exception", LONGEST_ID);
    Require.text(owner, "owner", 200);
    Require.text(reason, "reason", LONGEST_REASON);
    Require.present(scope, "scope");
    Require.present(until, "until");
    if (!until.isAfter(time)) {
      throw new IllegalArgumentException(
          "until is " + until + ", which is not after " + time + "; give a later day");
    }
  }
}
