package io.patchwatch.alerting.incidents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When each incident has to be looked at. In memory: after a restart all are looked at. */
final class Alarms {

  private final TreeMap<Instant, Set<String>> byTime = new TreeMap<>();
  private final Map<String, Instant> byIncident = new HashMap<>();

  void set(String incident, @Nullable Instant at) {
    Instant before = at == null ? byIncident.remove(incident) : byIncident.put(incident, at);
    if (before != null) {
      byTime.computeIfPresent(
          before,
          (time, all) -> {
            all.remove(incident);
            return all.isEmpty() ? null : all;
          });
    }
    if (at != null) {
      byTime.computeIfAbsent(at, time -> new HashSet<>()).add(incident);
    }
  }

  /** Those that are due, each until it is set again. */
  List<String> due(Instant now) {
    List<String> due = new ArrayList<>();
    byTime.headMap(now, true).values().forEach(due::addAll);
    due.sort(String::compareTo);
    return due;
  }

  /** All that wait for a time. */
  List<String> all() {
    return byIncident.keySet().stream().sorted().toList();
  }
}
