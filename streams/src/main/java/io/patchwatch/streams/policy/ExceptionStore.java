package io.patchwatch.streams.policy;

import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import io.patchwatch.streams.wiring.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every process has all exceptions: they are few, and each may concern assets in any partition. The
 * store holds the bytes of the topic, so that one record that cannot be read stops nothing.
 */
public final class ExceptionStore {

  private static final Logger LOG = LoggerFactory.getLogger(ExceptionStore.class);

  private final AtomicLong changes = new AtomicLong();

  /** Counts what was read; another number means that there may be other exceptions. */
  long changes() {
    return changes.get();
  }

  /** The store as Kafka Streams builds it. */
  public StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(Names.EXCEPTIONS_STORE),
            Serdes.String(),
            Serdes.ByteArray())
        .withLoggingDisabled();
  }

  /** Keeps what comes. */
  public ProcessorSupplier<String, byte[], Void, Void> keeper() {
    return () -> new Keeper(changes);
  }

  /** All that can be read. */
  static List<ExceptionCommand> read(ReadOnlyKeyValueStore<String, byte[]> store) {
    List<ExceptionCommand> all = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        var entry = entries.next();
        try {
          all.add(Wire.decode(entry.value, ExceptionCommand.class));
        } catch (UnreadableRecord e) {
          LOG.error("exception {} cannot be read and does not hold: {}", entry.key, e.getMessage());
        }
      }
    }
    return all;
  }

  /** The processor that puts records into the store. */
  @NullUnmarked // Kafka hands the store over in init
  private static final class Keeper implements Processor<String, byte[], Void, Void> {
    private final AtomicLong changes;
    private KeyValueStore<String, byte[]> store;

    Keeper(AtomicLong changes) {
      this.changes = changes;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(Names.EXCEPTIONS_STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
      store.put(record.key(), record.value());
      changes.incrementAndGet();
    }
  }
}
