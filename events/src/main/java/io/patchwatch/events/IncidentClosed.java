package io.patchwatch.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person closes an incident by hand. It hides no cause: what still fires opens it again.
 *
 * @param opened start of the life that is meant; null: whichever is current
 * @param reason why, 1 to 2,000 characters
 */
public record IncidentClosed(
    String id,
    Instant time,
    String collector,
    String incident,
    @Nullable Instant opened,
    String by,
    String reason)
    implements IncidentCommand {

  public IncidentClosed {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(incident, "incident", 200);
    Require.text(by, "by", 200);
    Require.text(reason, "reason", LONGEST_TEXT);
  }
}
