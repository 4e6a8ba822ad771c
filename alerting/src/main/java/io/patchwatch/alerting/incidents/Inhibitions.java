package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.oncall.InhibitRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Which findings mute which others; every task knows all that may. */
final class Inhibitions {

  /** The findings that mute by one rule, for one combination of the equal labels. */
  private record Place(int rule, List<String> values) {}

  private final List<InhibitRule> rules;
  private final KeyValueStore<String, Inbound.Signal> store;
  private final Map<Place, Set<String>> active = new HashMap<>();

  Inhibitions(List<InhibitRule> rules, KeyValueStore<String, Inbound.Signal> store) {
    this.rules = rules;
    this.store = store;
  }

  /** Takes what the store was restored with. */
  void load() {
    try (KeyValueIterator<String, Inbound.Signal> all = store.all()) {
      all.forEachRemaining(entry -> add(entry.value));
    }
  }

  void take(Inbound.Signal signal) {
    Inbound.Signal before = store.get(signal.fingerprint());
    if (before != null) {
      remove(before);
      store.delete(signal.fingerprint());
    }
    if (signal.open()) {
      store.put(signal.fingerprint(), signal);
      add(signal);
    }
  }

  private void add(Inbound.Signal signal) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).source(signal.labels())) {
        active
            .computeIfAbsent(place(i, signal.labels()), place -> new HashSet<>())
            .add(signal.fingerprint());
      }
    }
  }

  private void remove(Inbound.Signal signal) {
    for (int i = 0; i < rules.size(); i++) {
      active.computeIfPresent(
          place(i, signal.labels()),
          (place, all) -> {
            all.remove(signal.fingerprint());
            return all.isEmpty() ? null : all;
          });
    }
  }

  private Place place(int rule, Map<String, String> labels) {
    return new Place(rule, rules.get(rule).values(labels));
  }

  boolean any() {
    return !active.isEmpty();
  }

  /**
   * Why a finding with these labels pages nobody; null: it does. As in Alertmanager one that is on
   * both sides of a rule is not muted by it, so that none mutes itself.
   */
  @Nullable String reason(Map<String, String> labels) {
    for (int i = 0; i < rules.size(); i++) {
      InhibitRule rule = rules.get(i);
      if (rule.mutes(labels) && active.containsKey(place(i, labels))) {
        return "another finding is open that says more: " + rule.sourceMatchers();
      }
    }
    return null;
  }
}
