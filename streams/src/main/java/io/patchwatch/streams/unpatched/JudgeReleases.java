package io.patchwatch.streams.unpatched;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;

/**
 * The {@link Court} in the stream. The first change of what is known about a product is judged at
 * once; those that follow within {@link #PAUSE} are judged together, so that an import of thousands
 * of advisories does not judge, and tell, thousands of times.
 */
@NullUnmarked // Kafka hands the context over in init
public final class JudgeReleases implements Processor<String, ProductNews, String, Signal> {

  /** Least time between two judgements of the same product. */
  static final Duration PAUSE = Duration.ofMillis(100);

  private final Products products;
  private final Duration coverageGrace;
  private final Map<String, Cause> pending = new LinkedHashMap<>();
  private final Map<String, Instant> judgedAt = new HashMap<>();
  private ProcessorContext<String, Signal> context;
  private Court court;
  private Exploits exploits;
  private LocalDate today;

  private JudgeReleases(Products products, Duration coverageGrace) {
    this.products = products;
    this.coverageGrace = coverageGrace;
  }

  /**
   * The processor with its stores.
   *
   * @param coverageGrace how long to wait for the first advisory of a product before it is told
   *     that there is none
   */
  public static ProcessorSupplier<String, ProductNews, String, Signal> supplier(
      Products products, Duration coverageGrace) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, ProductNews, String, Signal> get() {
        return new JudgeReleases(products, coverageGrace);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.builder(Names.KNOWLEDGE_STORE, Fact.class),
            Stores.builder(Names.RELEASES_STORE, Docket.class),
            Stores.builder(Names.RESIDENTS_STORE, Residence.class),
            Stores.builder(Names.EXPLOITS_STORE, Exploit.class),
            Stores.builder(Names.HOMES_STORE, Serdes.String()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Signal> context) {
    this.context = context;
    court =
        new Court(
            products,
            coverageGrace,
            new Library(context.getStateStore(Names.KNOWLEDGE_STORE)),
            new Dockets(context.getStateStore(Names.RELEASES_STORE)),
            new Tenancy(
                context.getStateStore(Names.RESIDENTS_STORE),
                context.getStateStore(Names.HOMES_STORE)));
    exploits = new Exploits(context.getStateStore(Names.EXPLOITS_STORE));
    pending.clear();
    judgedAt.clear();
    today = LocalDate.MIN; // so that all is judged again by this build and its catalogue
    context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, ProductNews> record) {
    switch (record.value()) {
      case Residence home -> settle(home, Cause.event(home.at(), record));
      case ProductNews.Known known ->
          learn(record.key(), known.event(), Cause.event(known.event().time(), record));
      case ProductNews.Attempted attempt ->
          exploits.take(attempt, this::exposed, teller(Cause.event(attempt.signal().at(), record)));
    }
  }

  private void settle(Residence home, Cause cause) {
    court.settle(home, now(), signal -> tell(signal, cause));
    exploits.look(home.product(), home.asset().id(), this::exposed, teller(cause));
  }

  private void learn(String product, AdvisoryEvent event, Cause cause) {
    if (!court.learn(product, event)) {
      return;
    }
    Instant last = judgedAt.get(product);
    if (last == null || !now().isBefore(last.plus(PAUSE))) {
      revise(product, cause);
    } else {
      pending.merge(product, cause, Cause::or);
    }
  }

  private void revise(String product, Cause cause) {
    pending.remove(product);
    judgedAt.put(product, now());
    court.revise(product, cause.at(), now(), signal -> tell(signal, cause));
    exploits.look(product, null, this::exposed, teller(cause));
  }

  private void tick(long timestamp) {
    Instant now = Instant.ofEpochMilli(timestamp);
    if (!Court.day(now).equals(today)) {
      today = Court.day(now);
      court.products().forEach(product -> pending.putIfAbsent(product, Cause.clock(timestamp)));
    }
    court.uncovered(now).forEach(product -> pending.putIfAbsent(product, Cause.clock(timestamp)));
    Map.copyOf(pending).forEach(this::revise);
  }

  private Exposed exposed(ProductNews.Attempted attempt) {
    return court.exposed(attempt, now());
  }

  private void tell(Signal signal, Cause cause) {
    teller(cause).accept(signal.key(), signal);
  }

  private BiConsumer<String, Signal> teller(Cause cause) {
    return (key, signal) ->
        context.forward(new Record<>(key, signal, cause.timestamp(), cause.headers()));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
