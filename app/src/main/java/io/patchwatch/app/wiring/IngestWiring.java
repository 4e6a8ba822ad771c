package io.patchwatch.app.wiring;

import io.patchwatch.app.config.AssetConfig;
import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.IngestSettings;
import io.patchwatch.ingest.IngestSettings.Declared;
import io.patchwatch.ingest.tail.TailSettings;
import io.patchwatch.ingest.tail.TailSettings.StartAt;
import io.patchwatch.ingest.versions.Watch;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        FeedsWiring.advisories(config.advisories()),
        watches,
        tails,
        declared,
        config.dataDir().resolve("ingest"));
  }

  private static TailSettings tail(AssetConfig asset, Product product, AssetConfig.LogFile file) {
    StartAt startAt = file.from() == AssetConfig.From.BEGINNING ? StartAt.BEGINNING : StartAt.END;
    ZoneId zone = Objects.requireNonNullElse(file.zone(), ZoneId.systemDefault());
    return new TailSettings(
        asset.asset(),
        product.id(),
        file.path(),
        zone,
        startAt,
        format(file.format()),
        TailSettings.FLUSH_AFTER);
  }

  private static TailSettings.Format format(AssetConfig.@Nullable Format format) {
    return switch (format == null ? AssetConfig.Format.PLAIN : format) {
      case PLAIN -> TailSettings.Format.PLAIN;
      case DOCKER_JSON -> TailSettings.Format.DOCKER_JSON;
      case CRI -> TailSettings.Format.CRI;
    };
  }
}
