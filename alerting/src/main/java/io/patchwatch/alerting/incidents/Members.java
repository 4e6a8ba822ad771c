package io.patchwatch.alerting.incidents;

import io.patchwatch.events.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The open findings of all incidents of a task, in a store keyed by incident and fingerprint. */
final class Members {

  private final KeyValueStore<String, Standing> store;

  Members(KeyValueStore<String, Standing> store) {
    this.store = store;
  }

  @Nullable Standing get(String incident, String fingerprint) {
    return store.get(key(incident, fingerprint));
  }

  void put(String incident, Standing standing) {
    store.put(key(incident, standing.fingerprint()), standing);
  }

  void remove(String incident, String fingerprint) {
    store.delete(key(incident, fingerprint));
  }

  /** The worst open findings of an incident, worst first, at most {@link Incident#MAX_MEMBERS}. */
  List<Standing> worst(String incident) {
    Comparator<Standing> worst = Standing.WORST_FIRST;
    PriorityQueue<Standing> kept = new PriorityQueue<>(worst.reversed());
    try (KeyValueIterator<String, Standing> all =
        store.prefixScan(key(incident, ""), new StringSerializer())) {
      while (all.hasNext()) {
        kept.add(all.next().value);
        if (kept.size() > Incident.MAX_MEMBERS) {
          kept.poll();
        }
      }
    }
    List<Standing> sorted = new ArrayList<>(kept);
    sorted.sort(worst);
    return sorted;
  }

  /** Why all of them are muted, as this function says of each by its labels; null: one is not. */
  @Nullable String muted(String incident, Function<Map<String, String>, @Nullable String> why) {
    String reason = null;
    try (KeyValueIterator<String, Standing> all =
        store.prefixScan(key(incident, ""), new StringSerializer())) {
      while (all.hasNext()) {
        String each = why.apply(all.next().value.known());
        if (each == null) {
          return null;
        }
        reason = reason == null ? each : reason;
      }
    }
    return reason;
  }

  private static String key(String incident, String fingerprint) {
    return incident + "/" + fingerprint;
  }
}
