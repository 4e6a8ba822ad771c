package io.patchwatch.events;

import java.time.Instant;

/** Nobody has it any more: it is open again, and is paged again. */
public record IncidentUnacknowledged(
    String id, Instant time, String collector, String incident, String by)
    implements IncidentCommand {

  public IncidentUnacknowledged {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(incident, "incident", 200);
    Require.text(by, "by", 200);
  }
}
