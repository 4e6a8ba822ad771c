package io.patchwatch.app.wiring;

import io.patchwatch.alerting.metrics.PipelineMetrics;
import io.patchwatch.app.config.AssetConfig;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.app.config.SyslogConfig;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.ingest.shipping.IntakeCounters;
import io.patchwatch.ingest.shipping.LogIntake;
import io.patchwatch.ingest.syslog.SyslogSettings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** From the configuration to what takes log records that others ship. */
final class ShippingWiring {

  private static final String DEFAULT_BIND = "127.0.0.1";

  private ShippingWiring() {}

  /** Whose a shipped record is. */
  static LogSources sources(Loaded loaded) {
    List<LogSource> sources = new ArrayList<>();
    for (AssetConfig asset : loaded.config().assets()) {
      sources.add(
          new LogSource(
              asset.asset(),
              Objects.requireNonNull(loaded.catalogue().get(asset.product())),
              asset.hostNames(),
              asset.programNames(),
              Objects.requireNonNullElse(asset.zone(), ZoneId.systemDefault())));
    }
    return new LogSources(sources);
  }

  static SyslogSettings syslog(SyslogConfig config) {
    return new SyslogSettings(config.listeners().stream().map(ShippingWiring::listener).toList());
  }

  private static SyslogSettings.Listener listener(SyslogConfig.Listener listener) {
    SyslogConfig.Tls tls = listener.tls();
    return new SyslogSettings.Listener(
        listener.transport(),
        Objects.requireNonNullElse(listener.bind(), DEFAULT_BIND),
        listener.portOrDefault(),
        tls == null ? null : tls.key(),
        tls == null ? null : tls.clientCa());
  }

  static void count(PipelineMetrics pipeline, LogIntake logs) {
    for (String way : LogIntake.WAYS) {
      IntakeCounters counters = logs.counters(way);
      pipeline
          .logIntake(way, "published", counters, IntakeCounters::published)
          .logIntake(way, "unmatched", counters, IntakeCounters::unmatched)
          .logIntake(way, "lost", counters, IntakeCounters::lost)
          .logIntake(way, "refused", counters, IntakeCounters::refused);
    }
  }
}
