package io.patchwatch.ingest.advisories.intake;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Event;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.feed.DirectoryFeed;
import io.patchwatch.ingest.advisories.feed.FeedName;
import io.patchwatch.ingest.advisories.feed.FileOutcome;
import io.patchwatch.ingest.advisories.feed.Ledger;
import io.patchwatch.ingest.advisories.remote.Newsroom;
import io.patchwatch.ingest.advisories.remote.RemoteFeeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes advisories from everywhere, each piece of news once, and how their sources stand. */
public final class AdvisoryIntake implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AdvisoryIntake.class);

  private final AdvisorySettings settings;
  private final Catalogue catalogue;
  private final Consumer<Event> publish;
  private final InstantSource clock;
  private @Nullable DirectoryFeed directories;
  private @Nullable RemoteFeeds feeds;

  /**
   * Prepares; nothing is read until {@link #start}.
   *
   * @param publish may block; called by several threads
   */
  public AdvisoryIntake(
      AdvisorySettings settings,
      Catalogue catalogue,
      Consumer<Event> publish,
      InstantSource clock) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.publish = publish;
    this.clock = clock;
  }

  /**
   * Publishes what is at hand and begins to watch.
   *
   * @param state directory where good content is kept
   * @throws IOException if a directory is not there or cannot be used
   */
  public void start(Path state, RandomGenerator random) throws IOException {
    for (String gone : new Reported(state).retired(settings.names())) {
      publish.accept(new FeedName(gone, "gone", "nowhere", null).retired(clock.instant()));
    }
    List<AdvisoryEvent> known = settings.bundledSnapshot() ? snapshot() : List.of();
    Ledger ledger = new Ledger(FeedName.COLLECTOR, known);
    if (!settings.directories().isEmpty()) {
      DirectoryFeed watched =
          new DirectoryFeed(
              settings.directories(),
              new ProductIndex(catalogue.all()),
              ledger,
              clock,
              this::take,
              publish::accept);
      directories = watched;
      watched.start();
    }
    if (!settings.feeds().isEmpty()) {
      Newsroom newsroom = new Newsroom(ledger, publish);
      feeds = RemoteFeeds.start(settings.feeds(), catalogue.all(), state, newsroom, clock, random);
    }
  }

  private List<AdvisoryEvent> snapshot() {
    AdvisorySnapshot snapshot = AdvisorySnapshot.bundled();
    List<AdvisoryEvent> events =
        snapshot.events().stream().filter(e -> catalogue.get(e.product()) != null).toList();
    events.forEach(publish);
    publish.accept(
        FeedName.snapshot(settings.snapshotStaleAfter())
            .good(
                clock.instant(),
                snapshot.asOf(),
                events.size(),
                "the advisories of this release; add feeds, or upgrade"));
    log.info("advisories of this release: {} records, as of {}", events.size(), snapshot.asOf());
    return events;
  }

  private void take(FileOutcome outcome) {
    switch (outcome) {
      case FileOutcome.Taken taken -> {
        taken.problems().forEach(problem -> log.warn("advisories: {}", problem));
        taken.events().forEach(publish);
      }
      case FileOutcome.Refused refused ->
          log.warn("advisories: {}; what it said before stays in force", refused.why());
      case FileOutcome.Gone gone ->
          log.info("advisories: {} is gone; what it said stays in force", gone.file());
    }
  }

  @Override
  public void close() {
    DirectoryFeed watched = directories;
    if (watched != null) {
      watched.close();
    }
    RemoteFeeds looking = feeds;
    if (looking != null) {
      looking.close();
    }
  }
}
