package io.patchwatch.events;

import java.time.Instant;

/**
 * A person writes down what was found or done.
 *
 * @param text 1 to 2,000 characters
 */
public record IncidentNoted(
    String id, Instant time, String collector, String incident, String by, String text)
    implements IncidentCommand {

  public IncidentNoted {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(incident, "incident", 200);
    Require.text(by, "by", 200);
    Require.text(text, "text", LONGEST_TEXT);
  }
}
