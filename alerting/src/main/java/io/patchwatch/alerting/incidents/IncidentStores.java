package io.patchwatch.alerting.incidents;

import io.patchwatch.events.topics.WireSerde;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of this package, by name. */
final class IncidentStores {

  /** Finding -> where it is counted. */
  static final String PLACEMENTS = "placements";

  /** Incident -> its counts. */
  static final String LEDGERS = "incidents";

  /** Incident and finding -> the open finding. */
  static final String MEMBERS = "incident-members";

  /** Incidents whose newest state waits to be published -> trace. Small, hence in memory. */
  static final String UNPUBLISHED = "incidents-unpublished";

  private IncidentStores() {}

  static Set<StoreBuilder<?>> forPlacing() {
    return Set.of(persistent(PLACEMENTS, Placement.class));
  }

  static Set<StoreBuilder<?>> forIncidents() {
    return Set.of(
        persistent(LEDGERS, Ledger.class),
        persistent(MEMBERS, Standing.class),
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(UNPUBLISHED), Serdes.String(), Serdes.String()));
  }

  private static StoreBuilder<?> persistent(String name, Class<?> type) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), new WireSerde<>(type));
  }
}
