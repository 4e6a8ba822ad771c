package io.patchwatch.streams.rules;

import io.patchwatch.events.RuleHit;
import io.patchwatch.events.Trace;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;

/**
 * Hits in, keyed by correlation and group; what the correlations find in them out. Here meets what
 * is counted across servers; what is counted by server does not come this way.
 */
@NullUnmarked // Kafka hands context and store over in init
public final class Correlate implements Processor<String, RuleHit, String, Detected> {

  private final RuleBook rules;
  private ProcessorContext<String, Detected> context;
  private Shelf shelf;
  private Cases cases;

  private Correlate(RuleBook rules) {
    this.rules = rules;
  }

  /** The processor with its store. */
  public static ProcessorSupplier<String, RuleHit, String, Detected> supplier(RuleBook rules) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, RuleHit, String, Detected> get() {
        return new Correlate(rules);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.cached(Names.CORRELATIONS_STORE, new CaseSerde()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Detected> context) {
    this.context = context;
    cases = new Cases(context.getStateStore(Names.CORRELATIONS_STORE), rules.counters());
    shelf = new Shelf(rules, context);
    context.schedule(MatchRules.BEAT, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, RuleHit> record) {
    RuleHit hit = record.value();
    Watch watch = watch(hit.correlation());
    if (watch == null) {
      return;
    }
    try {
      Output out = new Output(context, record.timestamp());
      String trace = Trace.continueFrom(record.headers()).id();
      cases.hit(shelf.book(), watch, hit, trace, now(), out);
    } catch (IllegalArgumentException | ArithmeticException e) {
      rules.counters().failed("the correlation " + watch.name(), e);
    }
  }

  /** A correlation that is not known here may be so new that this process has not read it yet. */
  private Watch watch(String name) {
    Watch watch = shelf.book().correlation(name);
    if (watch == null && shelf.turned()) {
      cases.revise(shelf.book(), now(), new Output(context, context.currentSystemTimeMs()));
      return shelf.book().correlation(name);
    }
    return watch;
  }

  private void tick(long timestamp) {
    Output out = new Output(context, timestamp);
    Instant now = Instant.ofEpochMilli(timestamp);
    if (shelf.turned()) {
      cases.revise(shelf.book(), now, out);
    }
    cases.tick(shelf.book(), now, out);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
