package io.patchwatch.streams.rules;

import io.patchwatch.events.RuleEvent;
import io.patchwatch.events.RulePublished;
import io.patchwatch.events.RuleWithdrawn;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import io.patchwatch.streams.wiring.Names;
import java.util.Map;
import java.util.TreeMap;
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

/** Every process has all files of rules. The store holds the bytes of the topic. */
public final class RuleStore {

  private static final Logger LOG = LoggerFactory.getLogger(RuleStore.class);

  private RuleStore() {}

  /** The store as Kafka Streams builds it. */
  public static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(Names.RULES_STORE), Serdes.String(), Serdes.ByteArray())
        .withLoggingDisabled();
  }

  /** Keeps what comes, and tells the book. */
  public static ProcessorSupplier<String, byte[], Void, Void> keeper(RuleBook book) {
    return () -> new Keeper(book);
  }

  /** The text of each file that can be read. */
  static Map<String, String> read(ReadOnlyKeyValueStore<String, byte[]> store) {
    Map<String, String> files = new TreeMap<>();
    try (KeyValueIterator<String, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        var entry = entries.next();
        try {
          switch (Wire.decode(entry.value, RuleEvent.class)) {
            case RulePublished it -> files.put(it.file(), it.yaml());
            case RuleWithdrawn it -> files.remove(it.file());
          }
        } catch (UnreadableRecord e) {
          LOG.error("rules {} cannot be read and do not hold: {}", entry.key, e.getMessage());
        }
      }
    }
    return files;
  }

  /** The processor that puts records into the store. */
  @NullUnmarked // Kafka hands the store over in init
  private static final class Keeper implements Processor<String, byte[], Void, Void> {
    private final RuleBook book;
    private KeyValueStore<String, byte[]> store;

    Keeper(RuleBook book) {
      this.book = book;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(Names.RULES_STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
      store.put(record.key(), record.value());
      book.changed();
    }
  }
}
