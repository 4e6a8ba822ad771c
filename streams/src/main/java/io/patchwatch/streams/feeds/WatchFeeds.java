package io.patchwatch.streams.feeds;

import io.patchwatch.events.FeedReported;
import io.patchwatch.events.Trace;
import io.patchwatch.streams.intake.KeyCheck;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

/** Raises and clears feed trouble when a feed is reported and as time passes without a report. */
@NullUnmarked // Kafka hands context and stores over in init
public final class WatchFeeds implements Processor<String, FeedReported, String, Signal> {

  private static final Duration TICK = Duration.ofSeconds(10);

  private ProcessorContext<String, Signal> context;
  private KeyValueStore<String, FeedStanding> feeds;

  private WatchFeeds() {}

  /** The processor with its store. */
  public static ProcessorSupplier<String, FeedReported, String, Signal> supplier() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, FeedReported, String, Signal> get() {
        return new WatchFeeds();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.builder(Names.FEEDS_STORE, FeedStanding.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Signal> context) {
    this.context = context;
    feeds = context.getStateStore(Names.FEEDS_STORE);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, FeedReported> record) {
    FeedReported report = KeyCheck.keyed(record);
    FeedStanding known = feeds.get(report.feed());
    if (known == null || !report.time().isBefore(known.report().time())) {
      String told = known == null ? "" : known.told();
      Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
      tell(new FeedStanding(report, Trace.continueFrom(record.headers()).id(), told), now);
    }
  }

  private void tick(long timestamp) {
    List<FeedStanding> all = new ArrayList<>();
    try (KeyValueIterator<String, FeedStanding> entries = feeds.all()) {
      entries.forEachRemaining(entry -> all.add(entry.value));
    }
    all.forEach(feed -> tell(feed, Instant.ofEpochMilli(timestamp)));
  }

  private void tell(FeedStanding feed, Instant now) {
    Signal signal = Reliance.of(feed.report(), now);
    String form = FeedStanding.shortForm(signal);
    if (!form.equals(feed.told())) {
      Headers headers = new RecordHeaders();
      new Trace(feed.trace()).into(headers);
      context.forward(new Record<>(signal.key(), signal, now.toEpochMilli(), headers));
    }
    FeedStanding next = new FeedStanding(feed.report(), feed.trace(), form);
    if (!next.equals(feeds.get(feed.report().feed()))) {
      feeds.put(feed.report().feed(), next);
    }
  }
}
