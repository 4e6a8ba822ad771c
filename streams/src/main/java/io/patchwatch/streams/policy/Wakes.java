package io.patchwatch.streams.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be looked at again when; each key once. */
final class Wakes {

  private record Wake(Instant at, String key) {}

  private final TreeSet<Wake> order =
      new TreeSet<>(Comparator.comparing(Wake::at).thenComparing(Wake::key));
  private final Map<String, Instant> times = new HashMap<>();

  /** Null: not any more. */
  void set(String key, @Nullable Instant at) {
    Instant before = at == null ? times.remove(key) : times.put(key, at);
    if (before != null) {
      order.remove(new Wake(before, key));
    }
    if (at != null) {
      order.add(new Wake(at, key));
    }
  }

  /** Takes out the keys whose time has come. */
  List<String> due(Instant now) {
    List<String> due = new ArrayList<>();
    while (!order.isEmpty() && !order.first().at().isAfter(now)) {
      String key = order.first().key();
      due.add(key);
      set(key, null);
    }
    return due;
  }
}
