package io.patchwatch.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The states of incidents and outcomes of deliveries that {@link Samples} does not show. */
final class OutcomeSamples {

  private OutcomeSamples() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("incident-open", incident(new IncidentState.Open()));
    all.put("incident-escalated", incident(new IncidentState.Escalated(2, Samples.NOON)));
    all.put("incident-resolved", incident(new IncidentState.Resolved(Samples.NOON)));
    all.put("receipt-sent", receipt(new Receipt.Outcome.Sent("HTTP 200")));
    all.put("receipt-rejected", receipt(new Receipt.Outcome.Rejected("HTTP 404")));
    return all;
  }

  private static Incident incident(IncidentState state) {
    Incident it = Samples.incident();
    long open = state instanceof IncidentState.Resolved ? 0 : it.open();
    return new Incident(
        it.id(),
        it.revision(),
        state,
        it.title(),
        it.severity(),
        it.group(),
        it.openedAt(),
        it.changedAt(),
        open,
        it.total(),
        open == 0 ? List.of() : it.members(),
        it.latest());
  }

  private static Receipt receipt(Receipt.Outcome outcome) {
    Receipt it = Samples.receipt();
    return new Receipt(
        it.delivery(),
        it.key(),
        it.receiver(),
        it.kind(),
        it.incidents(),
        1,
        it.at(),
        Duration.ofMillis(120),
        outcome);
  }
}
