package io.patchwatch.streams.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys in the order in which they were touched last, so that those due stand first. */
final class Deadlines {

  private static final float LOAD = 0.75f;

  private final Duration patience;
  private final Map<String, Instant> touched = new LinkedHashMap<>(64, LOAD, true);

  Deadlines(Duration patience) {
    this.patience = patience;
  }

  void touch(String key, Instant now) {
    touched.put(key, now);
  }

  boolean holds(String key) {
    return touched.containsKey(key);
  }

  void forget(String key) {
    touched.remove(key);
  }

  /**
   * Takes out and gives the keys that nobody touched for so long, and those beyond {@code most}.
   */
  List<String> due(Instant now, int most) {
    List<String> due = new ArrayList<>();
    int surplus = touched.size() - most;
    var entries = touched.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Instant> next = entries.next();
      if (due.size() >= surplus && now.isBefore(next.getValue().plus(patience))) {
        break;
      }
      due.add(next.getKey());
      entries.remove();
    }
    return due;
  }
}
