package io.patchwatch.streams.anomaly;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Trace;
import io.patchwatch.streams.anomaly.Listened.Kept;
import io.patchwatch.streams.anomaly.count.AssetCounts;
import io.patchwatch.streams.anomaly.count.Thresholds;
import io.patchwatch.streams.anomaly.count.Verdict;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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

/**
 * Counts records by server and minute, and tells what is unusual. A record costs a few additions;
 * each server's state is stored once a minute. What was counted in the open minute is lost when the
 * process is killed, so that counts can be too low after it, never too high.
 */
@NullUnmarked // Kafka hands context and stores over in init
public final class WatchCounts implements Processor<String, LogParsed, String, Signal> {

  private static final Duration TICK = Duration.ofSeconds(10);

  /** Records may come so much later than they were written before a minute counts as over. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** Older than that is history: it is learned, but wakes nobody. */
  private static final Duration HISTORY = Duration.ofHours(1);

  /** Further servers of one partition are not watched; see {@link AnomalyCounters}. */
  private static final int MOST_SERVERS = 20_000;

  private final Thresholds thresholds;
  private final AnomalyCounters counters;
  private final Map<String, Listened> servers = new LinkedHashMap<>();
  private Silences silences;
  private ProcessorContext<String, Signal> context;
  private KeyValueStore<String, Kept> store;
  private boolean remembered;

  private WatchCounts(Thresholds thresholds, AnomalyCounters counters) {
    this.thresholds = thresholds;
    this.counters = counters;
  }

  /** The processor with its store. */
  public static ProcessorSupplier<String, LogParsed, String, Signal> supplier(
      Thresholds thresholds, AnomalyCounters counters) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, LogParsed, String, Signal> get() {
        return new WatchCounts(thresholds, counters);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.builder(Names.COUNTS_STORE, Kept.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Signal> context) {
    this.context = context;
    store = context.getStateStore(Names.COUNTS_STORE);
    silences = new Silences(context.taskId().partition());
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, LogParsed> record) {
    LogParsed log = record.value();
    Listened server = servers.get(log.asset().id());
    if (server == null) {
      server = meet(log, record.headers());
      if (server == null) {
        return;
      }
    }
    Instant now = now();
    long before = server.counts().minute();
    tell(server, server.take(log, now), now);
    if (server.counts().toldSilent()) {
      server.counts().tellSilent(false);
      send(server.trace(), CountWords.speaksAgain(server, log.time()));
    }
    if (server.counts().minute() != before) {
      keep(server);
    }
  }

  private Listened meet(LogParsed log, Headers headers) {
    remember();
    Listened known = servers.get(log.asset().id());
    if (known != null || servers.size() >= MOST_SERVERS) {
      return known;
    }
    Kept kept = Kept.of(log, Trace.continueFrom(headers).id());
    Listened server = new Listened(kept, new AssetCounts(thresholds));
    servers.put(log.asset().id(), server);
    return server;
  }

  /** While this process was away nobody listened: quiet begins now. */
  private void remember() {
    if (remembered) {
      return;
    }
    remembered = true;
    try (KeyValueIterator<String, Kept> all = store.all()) {
      all.forEachRemaining(
          entry -> {
            Kept kept = entry.value;
            AssetCounts counts = kept.read(thresholds);
            counts.resume(counts.minute());
            servers.put(entry.key, new Listened(kept, counts));
          });
    }
  }

  private void tick(long timestamp) {
    remember();
    Instant now = Instant.ofEpochMilli(timestamp);
    long over = Listened.minute(now.minus(GRACE));
    for (Listened server : servers.values()) {
      if (!server.catchingUp(now)) {
        tell(server, server.closeUntil(over), now);
        if (server.takeDirty()) {
          keep(server);
        }
      }
    }
    silences.look(servers.values(), now).forEach(news -> send(news.trace(), news.signal()));
    counters.standing(context.taskId().partition(), servers.values());
  }

  private void tell(Listened server, List<Verdict> verdicts, Instant now) {
    for (Verdict verdict : verdicts) {
      long minute = server.counts().minute() - 1;
      boolean history = Listened.start(minute).plus(HISTORY).isBefore(now);
      if (!history || verdict instanceof Verdict.Usual) {
        send(server.trace(), CountWords.of(server, verdict, minute));
      }
    }
  }

  private void keep(Listened server) {
    store.put(server.asset().id(), server.kept());
  }

  private void send(String trace, Signal signal) {
    Headers headers = new RecordHeaders();
    new Trace(trace).into(headers);
    context.forward(new Record<>(signal.key(), signal, context.currentSystemTimeMs(), headers));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  @Override
  public void close() {
    counters.gone(context.taskId().partition());
  }
}
