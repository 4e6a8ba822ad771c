package io.patchwatch.streams.policy;

import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.unpatched.ProductNews;
import io.patchwatch.streams.unpatched.Residence;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;

/** Sees which release runs where, keyed by product, and tells promotions without proof. */
@NullUnmarked // Kafka hands the context over in init
public final class WatchRollout implements Processor<String, ProductNews, String, Signal> {

  private static final Duration BEAT = Duration.ofMillis(500);
  private static final String RESIDENTS_STORE = Names.ROLLOUT_STORE + "-residents";
  private static final String TRIALS_STORE = Names.ROLLOUT_STORE + "-trials";

  private final Policy policy;
  private ProcessorContext<String, Signal> context;
  private Rollout rollout;
  private boolean started;

  private WatchRollout(Policy policy) {
    this.policy = policy;
  }

  /** The processor with its stores. */
  public static ProcessorSupplier<String, ProductNews, String, Signal> supplier(Policy policy) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, ProductNews, String, Signal> get() {
        return new WatchRollout(policy);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.builder(Names.ROLLOUT_STORE, Booking.class),
            Stores.builder(RESIDENTS_STORE, Serdes.String()),
            Stores.builder(TRIALS_STORE, Trial.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Signal> context) {
    this.context = context;
    rollout =
        new Rollout(
            policy.rollout(),
            context.getStateStore(Names.ROLLOUT_STORE),
            context.getStateStore(RESIDENTS_STORE),
            context.getStateStore(TRIALS_STORE));
    started = false;
    context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, ProductNews> record) {
    if (!(record.value() instanceof Residence home)) {
      return;
    }
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    Consumer<Signal> tell = teller(record.timestamp(), record.headers());
    SoftwareObserved seen = home.observed();
    if (home.replacedBy() != null) {
      rollout.gone(home.product(), home.asset().id(), now, tell);
    } else if (seen != null) {
      Instant since = seen.time().isAfter(now) ? now : seen.time();
      rollout.seen(
          home.product(),
          new Booking(home.asset(), seen.version(), since, seen.evidence(), false),
          now,
          tell);
    }
  }

  private void tick(long timestamp) {
    Instant now = Instant.ofEpochMilli(timestamp);
    Headers headers = new RecordHeaders();
    Trace.start().into(headers);
    Consumer<Signal> tell = teller(timestamp, headers);
    if (!started) {
      started = true;
      rollout.start(now, tell);
    }
    rollout.tick(now, tell);
  }

  private Consumer<Signal> teller(long timestamp, Headers headers) {
    return signal -> context.forward(new Record<>(signal.key(), signal, timestamp, headers));
  }
}
