package io.patchwatch.events;

import java.time.Instant;

/**
 * An exception holds no longer; what it covered opens again.
 *
 * @param by who took it back
 * @param reason why, 1 to 2,000 characters
 */
public record ExceptionRevoked(
    String id, Instant time, String collector, String exception, String by, String reason)
    implements ExceptionCommand {

  private static final int LONGEST_REASON = 2000;

  public ExceptionRevoked {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(exception, "exception", LONGEST_ID);
    Require.text(by, "by", 200);
    Require.text(reason, "reason", LONGEST_REASON);
  }
}
