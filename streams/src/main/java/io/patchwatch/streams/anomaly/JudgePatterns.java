package io.patchwatch.streams.anomaly;

import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Trace;
import io.patchwatch.streams.anomaly.pattern.Miner;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;

/** Remembers all patterns of a product, and tells those that appear after it was learned. */
@NullUnmarked // Kafka hands context and stores over in init
final class JudgePatterns implements Processor<String, PatternNews, String, Signal> {

  private static final Duration TICK = Duration.ofMinutes(1);

  private final Duration learn;
  private final Map<String, Miner> miners = new HashMap<>();
  private ProcessorContext<String, Signal> context;
  private KeyValueStore<String, String> patterns;
  private KeyValueStore<String, Learned> products;

  private JudgePatterns(Duration learn) {
    this.learn = learn;
  }

  /** The processor with its stores. */
  static ProcessorSupplier<String, PatternNews, String, Signal> supplier(Duration learn) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, PatternNews, String, Signal> get() {
        return new JudgePatterns(learn);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.builder(
                Names.PATTERNS_STORE, org.apache.kafka.common.serialization.Serdes.String()),
            Stores.builder(Names.PATTERN_PRODUCTS_STORE, Learned.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Signal> context) {
    this.context = context;
    patterns = context.getStateStore(Names.PATTERNS_STORE);
    products = context.getStateStore(Names.PATTERN_PRODUCTS_STORE);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, PatternNews> record) {
    PatternNews news = record.value();
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    Learned known = products.get(news.product());
    Learned before = known == null ? Learned.begins(now) : known;
    Learned after = before.read(news.lines());
    if (miner(news.product()).news(news.pattern()).isPresent()) {
      patterns.put(key(news), news.pattern());
      if (before.isOver(learn, now)) {
        after = tell(after.with(news, now), news, Trace.continueFrom(record.headers()), now);
      }
    }
    if (!after.equals(known)) {
      products.put(news.product(), after);
    }
  }

  private Learned tell(Learned learned, PatternNews news, Trace trace, Instant now) {
    Learned.Found found = learned.of(news);
    if (!found.worthTelling(now)) {
      return learned;
    }
    send(trace, found.raise(news, learned.since(), now));
    return learned.told(news, now);
  }

  private static String key(PatternNews news) {
    return Keys.of(news.product(), Fingerprints.of(news.pattern()));
  }

  private Miner miner(String product) {
    return miners.computeIfAbsent(
        product,
        id -> {
          Miner miner = new Miner();
          Stores.range(patterns, Keys.of(id)).forEach(entry -> miner.know(entry.value));
          return miner;
        });
  }

  private void tick(long timestamp) {
    Instant now = Instant.ofEpochMilli(timestamp);
    List<String> names = new ArrayList<>();
    try (KeyValueIterator<String, Learned> all = products.all()) {
      all.forEachRemaining(entry -> names.add(entry.key));
    }
    for (String product : names) {
      Learned learned = products.get(product);
      Learned after = learned.settled(now);
      if (!after.equals(learned)) {
        learned.ended(after, product, now).forEach(signal -> send(Trace.start(), signal));
        products.put(product, after);
      }
    }
  }

  private void send(Trace trace, Signal signal) {
    Headers headers = new RecordHeaders();
    trace.into(headers);
    context.forward(new Record<>(signal.key(), signal, context.currentSystemTimeMs(), headers));
  }
}
