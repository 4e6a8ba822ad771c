package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.oncall.Watch;
import io.patchwatch.events.SilenceSet;
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

  /** Incident -> how it is looked after. */
  static final String WATCHES = "watches";

  /** Silences by id; few, hence in memory. */
  static final String SILENCES = "silences";

  /** Findings that may mute others, by fingerprint. */
  static final String SIGNALS = "signals";

  private IncidentStores() {}

  static Set<StoreBuilder<?>> forPlacing() {
    return Set.of(persistent(PLACEMENTS, Placement.class));
  }

  static Set<StoreBuilder<?>> forIncidents() {
    return Set.of(
        persistent(LEDGERS, Ledger.class),
        persistent(MEMBERS, Standing.class),
        persistent(WATCHES, Watch.class),
        inMemory(SILENCES, SilenceSet.class),
        inMemory(SIGNALS, Inbound.Signal.class),
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(UNPUBLISHED), Serdes.String(), Serdes.String()));
  }

  private static StoreBuilder<?> inMemory(String name, Class<?> type) {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(name), Serdes.String(), new WireSerde<>(type));
  }

  private static StoreBuilder<?> persistent(String name, Class<?> type) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), new WireSerde<>(type));
  }
}
