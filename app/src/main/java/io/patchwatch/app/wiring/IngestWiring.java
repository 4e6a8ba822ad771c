package io.patchwatch.app.wiring;

import io.patchwatch.app.config.AdvisoriesConfig;
import io.patchwatch.app.config.AssetConfig;
import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.app.config.FeedConfig;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.IngestSettings;
import io.patchwatch.ingest.IngestSettings.Declared;
import io.patchwatch.ingest.advisories.feed.WatchedDirectory;
import io.patchwatch.ingest.advisories.intake.AdvisorySettings;
import io.patchwatch.ingest.advisories.remote.FeedSettings;
import io.patchwatch.ingest.tail.TailSettings;
import io.patchwatch.ingest.tail.TailSettings.StartAt;
import io.patchwatch.ingest.versions.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** From the configuration's assets to what the collectors do. */
final class IngestWiring {

  private IngestWiring() {}

  static IngestSettings settings(Loaded loaded) {
    Config config = loaded.config();
    List<Watch> watches = new ArrayList<>();
    List<TailSettings> tails = new ArrayList<>();
    List<Declared> declared = new ArrayList<>();
    for (AssetConfig asset : config.assets()) {
      Product product = Objects.requireNonNull(loaded.catalogue().get(asset.product()));
      watches.addAll(new AssetWatches(config, asset, product).all());
      String version = asset.version();
      if (version != null) {
        declared.add(new Declared(asset.asset(), product, version));
      }
      asset.logFiles().forEach(file -> tails.add(tail(asset, product, file)));
    }
    return new IngestSettings(
        advisories(config.advisories()),
        watches,
        tails,
        declared,
        config.dataDir().resolve("ingest"));
  }

  static AdvisorySettings advisories(AdvisoriesConfig config) {
    Duration usual = config.directoriesStaleAfter();
    List<WatchedDirectory> directories = new ArrayList<>();
    List<FeedSettings> feeds = new ArrayList<>();
    for (Path path : config.directories()) {
      directories.add(new WatchedDirectory(path.toString(), path, FeedConfig.orNever(usual)));
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

  private static TailSettings tail(AssetConfig asset, Product product, AssetConfig.LogFile file) {
    StartAt startAt = file.from() == AssetConfig.From.BEGINNING ? StartAt.BEGINNING : StartAt.END;
    ZoneId zone = Objects.requireNonNullElse(file.zone(), ZoneId.systemDefault());
    return new TailSettings(
        asset.asset(), product.id(), file.path(), zone, startAt, TailSettings.FLUSH_AFTER);
  }
}
