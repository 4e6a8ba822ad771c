package io.patchwatch.app.wiring;

import io.patchwatch.app.config.AdvisoriesConfig;
import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.FeedConfig;
import io.patchwatch.ingest.advisories.feed.WatchedDirectory;
import io.patchwatch.ingest.advisories.intake.AdvisorySettings;
import io.patchwatch.ingest.advisories.remote.FeedSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Advisory feeds, from the configuration. */
public final class FeedsWiring {

  private FeedsWiring() {}

  /** Where the good content of each feed is kept. */
  public static Path state(Config config) {
    return config.dataDir().resolve("ingest").resolve("feeds");
  }

  /** All sources of advisories. */
  public static AdvisorySettings advisories(AdvisoriesConfig config) {
    Duration usual = config.directoriesStaleAfter();
    List<WatchedDirectory> directories = new ArrayList<>();
    List<FeedSettings> feeds = new ArrayList<>();
    for (Path path : config.directories()) {
      directories.add(new WatchedDirectory(named(path), path, FeedConfig.orNever(usual)));
    }
    for (FeedConfig feed : config.feeds()) {
      Path path = feed.directory();
      if (path == null) {
        feeds.add(feed.settings());
      } else {
        Duration stale = Objects.requireNonNullElse(feed.staleAfter(), usual);
        directories.add(new WatchedDirectory(feed.name(), path, FeedConfig.orNever(stale)));
      }
    }
    return new AdvisorySettings(
        config.bundledSnapshot(),
        FeedConfig.orNever(config.snapshotStaleAfter()),
        directories,
        feeds);
  }

  /** A feed's name has at most 100 characters; the end of a path tells more than its beginning. */
  private static String named(Path path) {
    String name = path.toString();
    return name.length() > 100 ? "…" + name.substring(name.length() - 99) : name;
  }
}
