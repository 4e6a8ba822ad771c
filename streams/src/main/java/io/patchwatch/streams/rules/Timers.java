package io.patchwatch.streams.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each case is looked at because nothing came; by our clock. */
final class Timers {

  /** So many cases of one patience are watched; beyond, those idle longest are looked at. */
  static final int MOST_WATCHED = 50_000;

  private final Map<Duration, Deadlines> byPatience = new HashMap<>();
  private final Map<String, Duration> patience = new HashMap<>();

  void touch(String key, Duration quiet, Instant now) {
    Duration before = patience.put(key, quiet);
    if (before != null && !before.equals(quiet)) {
      of(before).forget(key);
    }
    of(quiet).touch(key, now);
  }

  boolean holds(String key) {
    return patience.containsKey(key);
  }

  void forget(String key) {
    Duration before = patience.remove(key);
    if (before != null) {
      of(before).forget(key);
    }
  }

  /** Takes out the keys whose time has come. */
  List<String> due(Instant now) {
    List<String> due = new ArrayList<>();
    byPatience.values().forEach(deadlines -> due.addAll(deadlines.due(now, MOST_WATCHED)));
    due.forEach(patience::remove);
    return due;
  }

  private Deadlines of(Duration quiet) {
    return byPatience.computeIfAbsent(quiet, Deadlines::new);
  }
}
