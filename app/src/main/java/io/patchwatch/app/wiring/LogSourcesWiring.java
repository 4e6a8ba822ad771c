package io.patchwatch.app.wiring;

import io.patchwatch.app.config.AssetConfig;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.LogSources;
import java.util.List;
import java.util.Objects;

/** From the configuration's assets to whose log records are that others ship. */
final class LogSourcesWiring {

  private LogSourcesWiring() {}

  static LogSources sources(Loaded loaded) {
    return new LogSources(
        loaded.config().assets().stream().map(asset -> source(loaded, asset)).toList());
  }

  private static LogSource source(Loaded loaded, AssetConfig asset) {
    return new LogSource(
        asset.asset(),
        Objects.requireNonNull(loaded.catalogue().get(asset.product())),
        asset.hostNames(),
        List.of(),
        asset.logFiles().stream()
            .map(AssetConfig.LogFile::zone)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }
}
