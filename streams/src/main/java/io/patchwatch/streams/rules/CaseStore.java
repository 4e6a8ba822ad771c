package io.patchwatch.streams.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The cases of one partition. Each change is written to the store at once; those that were used
 * last are also kept as they are, for the hits of an attack come one after the other and to read a
 * case takes longer than to count one more.
 */
final class CaseStore {

  /** A case of a long attack has some kilobytes. */
  private static final int MOST_KEPT = 1_000;

  private final KeyValueStore<String, Case> store;
  private final Map<String, Case> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Case> eldest) {
          return size() > MOST_KEPT;
        }
      };

  CaseStore(KeyValueStore<String, Case> store) {
    this.store = store;
  }

  /** The case, taken out to be changed and put back: a change that is not put is forgotten. */
  @Nullable Case take(String key) {
    Case known = kept.remove(key);
    return known == null ? store.get(key) : known;
  }

  void put(Case it) {
    String key = it.storeKey();
    kept.put(key, it);
    store.put(key, it);
  }

  void delete(Case it) {
    String key = it.storeKey();
    kept.remove(key);
    store.delete(key);
  }

  /** All of them, to be read or deleted. */
  List<Case> all() {
    List<Case> all = new ArrayList<>();
    try (KeyValueIterator<String, Case> entries = store.all()) {
      entries.forEachRemaining(entry -> all.add(entry.value));
    }
    return all;
  }
}
