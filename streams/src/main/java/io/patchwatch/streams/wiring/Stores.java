package io.patchwatch.streams.wiring;

import io.patchwatch.events.topics.WireSerde;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Persistent stores with a changelog, keyed by text, valued by JSON. */
public final class Stores {

  /**
   * System property, {@code true} while a topology is built whose stores are to be on the heap. For
   * simulations only: their driver commits after each record, which on disk takes ten times as long
   * as the record itself.
   */
  public static final String IN_MEMORY = "patchwatch.streams.stores_in_memory";

  private static final StringSerializer TEXT = new StringSerializer();

  private Stores() {}

  /** Builds the store of this name. */
  public static <V> StoreBuilder<KeyValueStore<String, V>> builder(String name, Class<V> type) {
    return builder(name, new WireSerde<>(type));
  }

  /** Builds the store of this name with values of another shape. */
  public static <V> StoreBuilder<KeyValueStore<String, V>> builder(String name, Serde<V> values) {
    return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
        supplier(name), Serdes.String(), values);
  }

  private static KeyValueBytesStoreSupplier supplier(String name) {
    return Boolean.getBoolean(IN_MEMORY)
        ? org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name)
        : org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name);
  }

  /**
   * The same for values that change many times between two commits: only the last one is written to
   * the disk and to the changelog.
   */
  public static <V> StoreBuilder<KeyValueStore<String, V>> cached(String name, Serde<V> values) {
    return builder(name, values).withCachingEnabled();
  }

  /** What the store has under keys that start with {@code prefix}; a copy, safe to write over. */
  public static <V> List<KeyValue<String, V>> range(KeyValueStore<String, V> store, String prefix) {
    List<KeyValue<String, V>> found = new ArrayList<>();
    try (KeyValueIterator<String, V> entries = store.prefixScan(prefix, TEXT)) {
      entries.forEachRemaining(found::add);
    }
    return found;
  }

  /** Whether the store has anything under keys that start with {@code prefix}. */
  public static boolean any(KeyValueStore<String, ?> store, String prefix) {
    try (KeyValueIterator<String, ?> entries = store.prefixScan(prefix, TEXT)) {
      return entries.hasNext();
    }
  }
}
