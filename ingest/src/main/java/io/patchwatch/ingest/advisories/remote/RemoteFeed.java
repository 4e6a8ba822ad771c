package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.events.FeedReported;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.feed.AdvisoryFiles;
import io.patchwatch.ingest.advisories.feed.BoundedFiles;
import io.patchwatch.ingest.advisories.feed.FeedName;
import io.patchwatch.ingest.advisories.fetch.FetchFailure;
import io.patchwatch.ingest.advisories.fetch.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One feed: looks at its source, keeps what is good and publishes it. What is refused or does not
 * come changes nothing of what is in force, and is reported. Records that are gone from a source
 * are kept: only the source's own word withdraws one. Not thread-safe.
 */
final class RemoteFeed implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RemoteFeed.class);

  private final FeedSettings settings;
  private final Collection<Product> products;
  private final AdvisoryFiles files;
  private final FeedStore store;
  private final Newsroom newsroom;
  private final InstantSource clock;
  private final Web web;
  private final Strategy strategy;
  private FeedMemory memory;

  /**
   * Opens the feed's state; the source is not asked yet.
   *
   * @param directory the feed's own
   * @param catalogue a name of this catalogue's content
   */
  RemoteFeed(
      FeedSettings settings,
      Collection<Product> products,
      String catalogue,
      Path directory,
      Newsroom newsroom,
      InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.products = products;
    this.files = new AdvisoryFiles(new ProductIndex(products));
    this.store = new FeedStore(directory);
    this.newsroom = newsroom;
    this.clock = clock;
    this.web = new Web(settings.web());
    this.strategy = Strategy.of(settings);
    this.memory = store.memory(catalogue).under(catalogue);
  }

  FeedSettings settings() {
    return settings;
  }

  /** Publishes what is kept from earlier runs, so that nothing depends on the source's presence. */
  void restore() {
    publishContents();
    Instant good = memory.lastGood();
    if (good != null) {
      newsroom.report(name().good(clock.instant(), good, memory.records(), "kept since " + good));
    }
  }

  /** What is remembered of it. */
  FeedMemory memory() {
    return memory;
  }

  /** Looks once. */
  FeedReported look() throws InterruptedException {
    Look look = new Look(settings, products, files, web, store, memory, clock.instant());
    try {
      strategy.look(look);
    } catch (FetchFailure e) {
      look.trouble(Trouble.of(e));
    } catch (IOException e) {
      look.trouble(
          Trouble.refused("unreadable", e.getClass().getSimpleName() + ": " + e.getMessage()));
    } catch (RuntimeException e) { // a defect of ours must not end the feed
      log.error("feed {} failed unexpectedly", settings.name(), e);
      look.trouble(Trouble.refused("failed", "the reader failed (" + e + "); see the log"));
    }
    FeedReported report = report(look, keep(look));
    remember(report);
    newsroom.report(report);
    return report;
  }

  private FeedReported report(Look look, List<Trouble> troubles) {
    Instant now = clock.instant();
    look.problems().stream().limit(5).forEach(p -> log.info("feed {}: {}", settings.name(), p));
    if (troubles.isEmpty()) {
      String missing = look.absent().isEmpty() ? "" : "; not there: " + look.absent();
      return name().good(now, now, memory.records(), "read and good" + missing);
    }
    Trouble worst = troubles.stream().filter(Trouble::refused).findFirst().orElse(troubles.get(0));
    String more = troubles.size() == 1 ? "" : " (and " + (troubles.size() - 1) + " more)";
    log.warn("feed {}: {}: {}{}", settings.name(), worst.reason(), worst.detail(), more);
    String detail = worst.detail() + more + "; what was good before stays in force";
    return worst.refused()
        ? name().refused(now, memory.lastGood(), memory.records(), worst.reason(), detail)
        : name().unreached(now, memory.lastGood(), memory.records(), worst.reason(), detail);
  }

  private void remember(FeedReported report) {
    try {
      store.report(report);
    } catch (IOException e) {
      log.warn("feed {}: its last report cannot be kept: {}", settings.name(), e.getMessage());
    }
  }

  /** Keeps and publishes what was taken; returns what is wrong. */
  private List<Trouble> keep(Look look) {
    try {
      boolean news = !look.records().isEmpty() || !look.documents().isEmpty();
      if (!look.records().isEmpty()) {
        Map<String, String> records = store.records();
        records.putAll(look.records());
        store.keepRecords(records);
      }
      for (Map.Entry<String, Path> document : look.documents().entrySet()) {
        Path kept = store.keepDocument(document.getKey(), document.getValue(), clock.instant());
        log.debug("feed {}: new {}", settings.name(), kept);
      }
      long held = news ? publishContents() : memory.records();
      FeedMemory next = look.memory().holding(held);
      memory = look.troubles().isEmpty() ? next.goodAt(clock.instant(), look.watermark()) : next;
      store.remember(memory);
      return look.troubles();
    } catch (IOException e) {
      return List.of(Trouble.refused("disk", "cannot be kept: " + e.getMessage()));
    }
  }

  /** Publishes all that is kept; what was published before is no news. Returns how much it is. */
  private long publishContents() {
    long held = 0;
    try {
      for (Path file : store.contents()) {
        held += publish(file);
      }
    } catch (IOException e) {
      log.error("feed {}: its kept content cannot be read: {}", settings.name(), e.getMessage());
    }
    return held;
  }

  private long publish(Path file) throws IOException {
    try {
      Origin origin =
          new Origin(
              BoundedFiles.plainName(file),
              Files.getLastModifiedTime(file).toInstant(),
              FeedName.COLLECTOR);
      Reading reading = files.read(BoundedFiles.read(file), origin);
      newsroom.take(reading, origin);
      return (long) reading.events().size() + reading.marks().size();
    } catch (BadRecord e) {
      log.error(
          "feed {}: {}; it is put aside and asked for again", settings.name(), e.getMessage());
      store.putAside(file);
      memory = FeedMemory.nothing(memory.catalogue());
      return 0;
    }
  }

  private FeedName name() {
    return settings.reported();
  }

  @Override
  public void close() {
    web.close();
  }
}
