package io.patchwatch.alerting.mailbox;

import io.patchwatch.events.Incident;
import io.patchwatch.events.Severity;
import java.time.Instant;

/**
 * What a receiver knows of an incident that was open when it was last told.
 *
 * @param total how many findings there had been by then
 */
public record Told(Severity severity, boolean exploited, long total, Instant at) {

  static Told of(Incident incident, boolean exploited, Instant at) {
    return new Told(incident.severity(), exploited, incident.total(), at);
  }
}
