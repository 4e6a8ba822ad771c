package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.oncall.InhibitRule;
import io.patchwatch.alerting.routing.Destination;
import io.patchwatch.alerting.routing.RouteTree;
import io.patchwatch.alerting.routing.Terms;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Decides which incidents a finding joins and which it leaves. Pure. */
final class Placer {

  /** What follows from a finding. */
  record Placing(Placement now, List<Placed> steps, Inbound.@Nullable Signal signal) {}

  private record Place(SortedMap<String, String> group, Map<String, Terms> receivers) {}

  private final RouteTree routes;
  private final List<InhibitRule> inhibitRules;

  Placer(RouteTree routes, List<InhibitRule> inhibitRules) {
    this.routes = routes;
    this.inhibitRules = inhibitRules;
  }

  /** A revision that was seen before changes nothing. */
  Placing place(Placement before, Finding finding) {
    if (finding.revision() <= before.revision()) {
      return new Placing(before, List.of(), null);
    }
    Map<String, Place> places = finding.resolved() ? Map.of() : places(finding);
    List<Placed> steps = new ArrayList<>();
    before.incidents().entrySet().stream()
        .filter(e -> !places.containsKey(e.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> steps.add(step(e.getKey(), e.getValue(), Map.of(), true, finding)));
    places.forEach((id, at) -> steps.add(step(id, at.group, at.receivers, false, finding)));
    Map<String, SortedMap<String, String>> now = new LinkedHashMap<>();
    places.forEach((id, at) -> now.put(id, at.group));
    SortedMap<String, String> labels = finding.labels();
    boolean signals =
        !finding.resolved() && inhibitRules.stream().anyMatch(rule -> rule.source(labels));
    boolean tell = signals || Boolean.TRUE.equals(before.signals());
    return new Placing(
        new Placement(finding.revision(), now, signals),
        steps,
        tell ? new Inbound.Signal(finding.fingerprint(), labels, signals) : null);
  }

  private Map<String, Place> places(Finding finding) {
    Map<String, Place> places = new LinkedHashMap<>();
    for (Destination destination : routes.destinations(finding.labels())) {
      SortedMap<String, String> group = destination.group(finding);
      places
          .computeIfAbsent(Incident.idOf(group), id -> new Place(group, new LinkedHashMap<>()))
          .receivers
          .putIfAbsent(destination.receiver(), destination.terms());
    }
    return places;
  }

  private static Placed step(
      String id,
      SortedMap<String, String> group,
      Map<String, Terms> receivers,
      boolean leaves,
      Finding finding) {
    return new Placed(id, group, List.copyOf(receivers.keySet()), leaves, finding, receivers);
  }
}
