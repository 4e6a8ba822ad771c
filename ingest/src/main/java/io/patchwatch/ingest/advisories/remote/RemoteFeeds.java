package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.events.FeedReported;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.feed.FeedName;
import io.patchwatch.ingest.advisories.feed.Ledger;
import io.patchwatch.ingest.crew.Crew;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all configured feeds again and again, each on a virtual thread of its own. */
public final class RemoteFeeds implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RemoteFeeds.class);
  private static final double JITTER = 0.1;
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final RandomGenerator random;
  private final List<RemoteFeed> feeds = new ArrayList<>();
  private final Crew crew = new Crew();
  private final DirectoryLock lock;

  private RemoteFeeds(DirectoryLock lock, InstantSource clock, RandomGenerator random) {
    this.lock = lock;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Publishes what is kept from earlier runs and begins to look.
   *
   * @param directory where each feed has a directory of state
   * @throws IOException if that cannot be used, or another process uses it
   */
  public static RemoteFeeds start(
      List<FeedSettings> settings,
      Collection<Product> products,
      Path directory,
      Newsroom newsroom,
      InstantSource clock,
      RandomGenerator random)
      throws IOException {
    RemoteFeeds feeds = new RemoteFeeds(DirectoryLock.of(directory), clock, random);
    try {
      feeds.feeds.addAll(open(settings, products, directory, newsroom, clock));
    } catch (IOException e) {
      feeds.close();
      throw e;
    }
    feeds.feeds.forEach(feeds::begin);
    return feeds;
  }

  /**
   * Looks at each feed once, one after the other, and keeps what is good without publishing it.
   *
   * @param reports told what each look came to, as it ends
   * @throws IOException if the directory cannot be used, or another process uses it
   */
  public static void once(
      List<FeedSettings> settings,
      Collection<Product> products,
      Path directory,
      Consumer<FeedReported> reports,
      InstantSource clock)
      throws IOException, InterruptedException {
    Newsroom nobody = new Newsroom(new Ledger(FeedName.COLLECTOR, List.of()), event -> {});
    try (DirectoryLock lock = DirectoryLock.of(directory)) {
      log.debug("holding {}", lock);
      for (RemoteFeed feed : open(settings, products, directory, nobody, clock)) {
        try (feed) {
          reports.accept(feed.look());
        }
      }
    }
  }

  private static List<RemoteFeed> open(
      List<FeedSettings> settings,
      Collection<Product> products,
      Path directory,
      Newsroom newsroom,
      InstantSource clock)
      throws IOException {
    List<RemoteFeed> opened = new ArrayList<>();
    String catalogue = catalogue(products);
    for (FeedSettings feed : settings) {
      Path own = directory.resolve(feed.name());
      opened.add(new RemoteFeed(feed, products, catalogue, own, newsroom, clock));
    }
    return opened;
  }

  /** Changes when a product, or a name under which it is published, comes or goes. */
  private static String catalogue(Collection<Product> products) {
    return Fingerprints.of(
        products.stream().map(p -> p.id() + p.advisories()).sorted().toArray(String[]::new));
  }

  private void begin(RemoteFeed feed) {
    crew.start("feed-" + feed.settings().name(), () -> keepLooking(feed));
  }

  private void keepLooking(RemoteFeed feed) {
    try (feed) {
      feed.restore();
      Thread.sleep(first(feed));
      while (!Thread.currentThread().isInterrupted()) {
        boolean good = feed.look().reason() == null;
        Thread.sleep(jittered(good ? feed.settings().interval() : afterTrouble(feed)));
      }
    } catch (InterruptedException e) {
      log.debug("feed {} stops", feed.settings().name());
      Thread.currentThread().interrupt();
    }
  }

  private static Duration afterTrouble(RemoteFeed feed) {
    Duration interval = feed.settings().interval();
    return interval.compareTo(AFTER_TROUBLE) < 0 ? interval : AFTER_TROUBLE;
  }

  /** At once, unless it was good within the interval: restarts must not load the source. */
  private Duration first(RemoteFeed feed) {
    Instant good = feed.memory().lastGood();
    if (good == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), good.plus(feed.settings().interval()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration jittered(Duration wait) {
    return Duration.ofMillis((long) (wait.toMillis() * (1 + JITTER * random.nextDouble())));
  }

  @Override
  public void close() {
    crew.close();
    lock.close();
  }
}
