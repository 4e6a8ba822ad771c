package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.routing.Destination;
import io.patchwatch.alerting.routing.RouteTree;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Decides which incidents a finding joins and which it leaves. Pure. */
final class Placer {

  /** What follows from a finding. */
  record Placing(Placement now, List<Placed> steps) {}

  private record Place(SortedMap<String, String> group, Set<String> receivers) {}

  private final RouteTree routes;

  Placer(RouteTree routes) {
    this.routes = routes;
  }

  /** A revision that was seen before changes nothing. */
  Placing place(Placement before, Finding finding) {
    if (finding.revision() <= before.revision()) {
      return new Placing(before, List.of());
    }
    Map<String, Place> places = finding.resolved() ? Map.of() : places(finding);
    List<Placed> steps = new ArrayList<>();
    before.incidents().entrySet().stream()
        .filter(e -> !places.containsKey(e.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> steps.add(step(e.getKey(), e.getValue(), Set.of(), true, finding)));
    places.forEach((id, at) -> steps.add(step(id, at.group, at.receivers, false, finding)));
    Map<String, SortedMap<String, String>> now = new LinkedHashMap<>();
    places.forEach((id, at) -> now.put(id, at.group));
    return new Placing(new Placement(finding.revision(), now), steps);
  }

  private Map<String, Place> places(Finding finding) {
    Map<String, Place> places = new LinkedHashMap<>();
    for (Destination destination : routes.destinations(finding.labels())) {
      SortedMap<String, String> group = destination.group(finding);
      places
          .computeIfAbsent(Incident.idOf(group), id -> new Place(group, new LinkedHashSet<>()))
          .receivers
          .add(destination.receiver());
    }
    return places;
  }

  private static Placed step(
      String id,
      SortedMap<String, String> group,
      Set<String> receivers,
      boolean leaves,
      Finding finding) {
    return new Placed(id, group, List.copyOf(receivers), leaves, finding);
  }
}
