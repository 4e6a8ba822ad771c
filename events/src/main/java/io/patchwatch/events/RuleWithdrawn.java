package io.patchwatch.events;

import java.time.Instant;

/**
 * A file of rules is no more, and its rules with it.
 *
 * @param reason one line for a person
 */
public record RuleWithdrawn(String id, Instant time, String collector, String file, String reason)
    implements RuleEvent {

  public RuleWithdrawn {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(file, "file", LONGEST_FILE);
    Require.text(reason, "reason", 2048);
  }
}
