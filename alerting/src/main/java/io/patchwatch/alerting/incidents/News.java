package io.patchwatch.alerting.incidents;

import io.patchwatch.events.Incident;
import java.util.List;

/**
 * A state of an incident, with who may want to hear of it.
 *
 * @param exploited whether one of its open findings is about something exploited in the wild
 */
public record News(Incident incident, boolean exploited, List<String> receivers) {

  public News {
    receivers = List.copyOf(receivers);
  }
}
