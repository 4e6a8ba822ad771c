package io.patchwatch.streams.life;

import io.patchwatch.events.Finding;
import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;

/** Signals in, transitions of findings out; the one place that knows which findings are open. */
@NullUnmarked // Kafka hands context and stores over in init
public final class FindingLife implements Processor<String, Signal, String, Finding> {

  private ProcessorContext<String, Finding> context;
  private KeyValueStore<String, Finding> findings;

  private FindingLife() {}

  public static ProcessorSupplier<String, Signal, String, Finding> supplier() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Signal, String, Finding> get() {
        return new FindingLife();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.builder(Names.FINDINGS_STORE, Finding.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Finding> context) {
    this.context = context;
    this.findings = context.getStateStore(Names.FINDINGS_STORE);
  }

  @Override
  public void process(Record<String, Signal> record) {
    String key = Keys.of(record.value().key(), record.value().fingerprint());
    Life.next(findings.get(key), record.value())
        .ifPresent(
            next -> {
              findings.put(key, next);
              context.forward(record.withKey(next.fingerprint()).withValue(next));
            });
  }
}
