package io.patchwatch.alerting.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.FeedReported.State;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** How the advisory feeds stand. Times, not ages: whoever asks subtracts them from his own time. */
final class FeedMetrics {

  private final Map<String, FeedReported> feeds = new ConcurrentHashMap<>();
  private final MultiGauge asOf;
  private final MultiGauge records;
  private final MultiGauge good;
  private final MultiGauge staleAfter;

  FeedMetrics(MeterRegistry registry) {
    this.asOf =
        MultiGauge.builder("patchwatch.feed.as.of")
            .baseUnit("seconds")
            .description("Time up to which an advisory feed is known, in seconds since 1970")
            .register(registry);
    this.records =
        MultiGauge.builder("patchwatch.feed.records")
            .description("Records in force from an advisory feed")
            .register(registry);
    this.good =
        MultiGauge.builder("patchwatch.feed.good")
            .description("1: the last look at the feed was good, 0: refused or not reached")
            .register(registry);
    this.staleAfter =
        MultiGauge.builder("patchwatch.feed.stale.after")
            .baseUnit("seconds")
            .description("Age from which a feed is stale; feeds that never are have none")
            .register(registry);
  }

  void add(FeedReported report) {
    feeds.merge(report.feed(), report, (old, now) -> now.time().isBefore(old.time()) ? old : now);
  }

  /** Brings the gauges up to date; called before each scrape. */
  void refresh() {
    List<FeedReported> watched =
        feeds.values().stream().filter(feed -> feed.state() != State.RETIRED).toList();
    asOf.register(rows(watched, FeedMetrics::knownUpTo), true);
    records.register(rows(watched, FeedReported::records), true);
    good.register(rows(watched, feed -> feed.state() == State.GOOD ? 1 : 0), true);
    List<FeedReported> ageing = watched.stream().filter(f -> f.staleAfter() != null).toList();
    staleAfter.register(rows(ageing, FeedMetrics::limit), true);
  }

  /** 0 when nothing good ever came: as old as can be. */
  private static double knownUpTo(FeedReported feed) {
    Instant known = feed.asOf();
    return known == null ? 0 : known.getEpochSecond();
  }

  private static double limit(FeedReported feed) {
    return feed.staleAfter() == null ? 0 : feed.staleAfter().toSeconds();
  }

  private static List<Row<?>> rows(
      Collection<FeedReported> feeds, ToDoubleFunction<FeedReported> value) {
    return feeds.stream()
        .<Row<?>>map(feed -> Row.of(Tags.of("feed", feed.feed()), value.applyAsDouble(feed)))
        .toList();
  }
}
