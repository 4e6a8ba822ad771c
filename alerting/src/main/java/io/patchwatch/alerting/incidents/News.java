package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.oncall.Summons;
import io.patchwatch.events.Incident;
import java.util.List;

/**
 * A state of an incident, with who may want to hear of it.
 *
 * @param exploited whether one of its open findings is about something exploited in the wild
 * @param summons those that were called about it
 */
public record News(Incident incident, boolean exploited, List<Summons> summons) {

  public News {
    summons = summons == null ? List.of() : List.copyOf(summons);
  }

  /** The same, for one of them. */
  public News only(Summons one) {
    return new News(incident, exploited, List.of(one));
  }
}
