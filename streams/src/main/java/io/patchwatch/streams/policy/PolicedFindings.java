package io.patchwatch.streams.policy;

import io.patchwatch.events.Finding;
import io.patchwatch.events.Trace;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;

/**
 * Signals in, transitions of findings out, as policy and exceptions have it. The one place that
 * knows which findings are open; time passes here also when no record comes.
 */
@NullUnmarked // Kafka hands context and stores over in init
public final class PolicedFindings implements Processor<String, Signal, String, Finding> {

  /** So often it is looked whether time or an exception changed anything. */
  static final Duration BEAT = Duration.ofMillis(250);

  private static final long NEVER = -1;

  private final Policy policy;
  private final Versions versions;
  private final ExceptionStore exceptions;
  private ProcessorContext<String, Finding> context;
  private KeyValueStore<String, byte[]> store;
  private Desk desk;
  private long seen;

  private PolicedFindings(Policy policy, Versions versions, ExceptionStore exceptions) {
    this.policy = policy;
    this.versions = versions;
    this.exceptions = exceptions;
  }

  /**
   * The processor with its stores.
   *
   * @param exceptions the global store, which is a part of the same topology
   */
  public static ProcessorSupplier<String, Signal, String, Finding> supplier(
      Policy policy, Catalogue catalogue, ExceptionStore exceptions) {
    Versions versions = new Versions(catalogue);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Signal, String, Finding> get() {
        return new PolicedFindings(policy, versions, exceptions);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.builder(Names.FINDINGS_STORE, Finding.class),
            Stores.builder(Names.CLOCKS_STORE, Clock.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Finding> context) {
    this.context = context;
    store = context.getStateStore(Names.EXCEPTIONS_STORE);
    desk =
        new Desk(
            policy,
            book(),
            context.getStateStore(Names.FINDINGS_STORE),
            context.getStateStore(Names.CLOCKS_STORE));
    seen = NEVER; // so that all is looked at again under this build's policy
    context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  private ExceptionBook book() {
    return new ExceptionBook(ExceptionStore.read(store), versions);
  }

  @Override
  public void process(Record<String, Signal> record) {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    desk.take(record.value(), now, teller(record.timestamp(), record.headers()));
  }

  private void tick(long timestamp) {
    Instant now = Instant.ofEpochMilli(timestamp);
    Headers headers = new RecordHeaders();
    Trace.start().into(headers);
    long changes = exceptions.changes();
    if (changes != seen) {
      seen = changes;
      desk.reconsider(book(), now, teller(timestamp, headers));
    }
    desk.tick(now, teller(timestamp, headers));
  }

  private Consumer<Finding> teller(long timestamp, Headers headers) {
    return finding ->
        context.forward(new Record<>(finding.fingerprint(), finding, timestamp, headers));
  }
}
