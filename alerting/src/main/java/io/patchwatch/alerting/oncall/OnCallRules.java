package io.patchwatch.alerting.oncall;

import io.patchwatch.alerting.routing.Mutes;
import io.patchwatch.alerting.routing.OnCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine holds to; the same at every instance.
 *
 * @param escalations chains by name
 * @param repeatInterval until a reminder, where the route does not say it
 * @param acknowledgeTimeout an acknowledgement holds so long, where it does not say it itself
 * @param closedByHand what was closed by hand and still fires is opened again after this time
 */
public record OnCallRules(
    Map<String, Escalation> escalations,
    List<InhibitRule> inhibitRules,
    Duration repeatInterval,
    Duration acknowledgeTimeout,
    Duration closedByHand,
    OnCall onCall,
    Mutes mutes) {

  public OnCallRules {
    escalations = Map.copyOf(escalations);
    inhibitRules = List.copyOf(inhibitRules);
  }

  @Nullable Escalation escalation(@Nullable String name) {
    return name == null ? null : escalations.get(name);
  }
}
