package io.patchwatch.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person has taken an incident: no reminder and no escalation until it ends.
 *
 * @param opened start of the life that is meant; another life is not acknowledged by it. Null:
 *     whichever is current
 * @param until when it is open again; null: after {@code alerting.acknowledge_timeout}
 */
public record IncidentAcknowledged(
    String id,
    Instant time,
    String collector,
    String incident,
    @Nullable Instant opened,
    String by,
    @Nullable Instant until)
    implements IncidentCommand {

  public IncidentAcknowledged {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(incident, "incident", 200);
    Require.text(by, "by", 200);
    if (until != null && !until.isAfter(time)) {
      throw new IllegalArgumentException(
          "until is " + until + ", which is not after " + time + "; give a later time");
    }
  }
}
