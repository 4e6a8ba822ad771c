package io.patchwatch.streams.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each key is looked at because nothing came for as long as it has patience. */
public final class Timers {

  private final int most;
  private final Map<Duration, Deadlines> byPatience = new HashMap<>();
  private final Map<String, Duration> patience = new HashMap<>();

  /**
   * No keys yet.
   *
   * @param most keys of one patience that are watched; beyond, those idle longest are due
   */
  public Timers(int most) {
    this.most = most;
  }

  /** From {@code now} on the key waits so long. */
  public void touch(String key, Duration quiet, Instant now) {
    Duration before = patience.put(key, quiet);
    if (before != null && !before.equals(quiet)) {
      of(before).forget(key);
    }
    of(quiet).touch(key, now);
  }

  /** Whether the key waits. */
  public boolean holds(String key) {
    return patience.containsKey(key);
  }

  /** The key waits no longer. */
  public void forget(String key) {
    Duration before = patience.remove(key);
    if (before != null) {
      of(before).forget(key);
    }
  }

  /** Takes out the keys whose time has come. */
  public List<String> due(Instant now) {
    List<String> due = new ArrayList<>();
    byPatience.values().forEach(deadlines -> due.addAll(deadlines.due(now, most)));
    due.forEach(patience::remove);
    return due;
  }

  private Deadlines of(Duration quiet) {
    return byPatience.computeIfAbsent(quiet, Deadlines::new);
  }
}
