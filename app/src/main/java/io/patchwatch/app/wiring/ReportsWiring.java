package io.patchwatch.app.wiring;

import io.patchwatch.alerting.metrics.PipelineMetrics;
import io.patchwatch.app.config.AssetConfig;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.app.config.InventoryConfig;
import io.patchwatch.app.config.PushConfig;
import io.patchwatch.ingest.assets.AssetBook;
import io.patchwatch.ingest.assets.KnownAsset;
import io.patchwatch.ingest.inventory.Inventories;
import io.patchwatch.ingest.inventory.InventorySettings;
import io.patchwatch.ingest.inventory.InventorySettings.UnknownHosts;
import io.patchwatch.ingest.inventory.InventoryWatch;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.push.PushServer;
import io.patchwatch.ingest.push.PushSettings;
import io.patchwatch.ingest.shipping.LogIntake;
import io.patchwatch.ingest.syslog.SyslogServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What others report to this process: inventory files, the push API and shipped log records. */
final class ReportsWiring implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReportsWiring.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration MAX_AGE = Duration.ofDays(8);

  private final List<InventoryWatch> watches = new ArrayList<>();
  private final LogIntake logs;
  private @Nullable PushServer push;
  private @Nullable SyslogServer syslog;

  private ReportsWiring(LogIntake logs) {
    this.logs = logs;
  }

  /**
   * Starts what the configuration asks for.
   *
   * @param publisher stays open when this is closed
   * @throws IOException if an address is not to be had, or a certificate
   */
  static ReportsWiring start(Loaded loaded, Publisher publisher, InstantSource clock)
      throws IOException {
    ReportsWiring wiring =
        new ReportsWiring(new LogIntake(ShippingWiring.sources(loaded), publisher, clock));
    try {
      wiring.start(loaded, assets(loaded), publisher, clock);
      return wiring;
    } catch (IOException e) {
      wiring.close();
      throw e;
    }
  }

  private void start(Loaded loaded, AssetBook assets, Publisher publisher, InstantSource clock)
      throws IOException {
    PushConfig config = loaded.config().push();
    if (!config.tokens().isEmpty()) {
      PushServer server =
          PushServer.start(settings(config), loaded.catalogue(), assets, publisher, logs, clock);
      log.info("push API on {}", server.uri());
      push = server;
    }
    Inventories inventories = new Inventories(loaded.catalogue());
    for (InventoryConfig inventory : loaded.config().inventories()) {
      watches.add(InventoryWatch.start(settings(inventory), inventories, assets, publisher, clock));
    }
    syslog = SyslogServer.start(ShippingWiring.syslog(loaded.config().syslog()), logs);
  }

  private static AssetBook assets(Loaded loaded) {
    List<KnownAsset> known = new ArrayList<>();
    for (AssetConfig asset : loaded.config().assets()) {
      known.add(
          new KnownAsset(
              asset.asset(),
              Objects.requireNonNull(loaded.catalogue().get(asset.product())),
              asset.hostNames()));
    }
    return new AssetBook(known);
  }

  private static PushSettings settings(PushConfig push) {
    return new PushSettings(
        push.bind(),
        push.port(),
        push.tokens().stream().map(t -> new PushSettings.Token(t.name(), t.token())).toList(),
        push.unknownAssets(),
        push.requestsPerMinute());
  }

  private static InventorySettings settings(InventoryConfig inventory) {
    return new InventorySettings(
        inventory.path(),
        Objects.requireNonNullElse(inventory.format(), Inventories.AUTO),
        inventory.asset(),
        Objects.requireNonNullElse(inventory.unknownHosts(), UnknownHosts.IGNORE),
        Objects.requireNonNullElse(inventory.environment(), "production"),
        Objects.requireNonNullElse(inventory.interval(), INTERVAL),
        Objects.requireNonNullElse(inventory.maxAge(), MAX_AGE));
  }

  /** Where versions are pushed to, if they can be. */
  Optional<URI> pushUri() {
    return Optional.ofNullable(push).map(PushServer::uri);
  }

  /** Where syslog is received, in the order of the configuration. */
  List<InetSocketAddress> syslogAddresses() {
    SyslogServer server = syslog;
    return server == null ? List.of() : server.addresses();
  }

  /** Exports what was counted so far. */
  void count(PipelineMetrics pipeline) {
    ShippingWiring.count(pipeline, logs);
    pipeline
        .inventories("read", this, w -> w.watches.stream().mapToLong(InventoryWatch::read).sum())
        .inventories(
            "refused", this, w -> w.watches.stream().mapToLong(InventoryWatch::refused).sum());
    PushServer server = push;
    if (server != null) {
      pipeline
          .pushed("accepted", server, PushServer::accepted)
          .pushed("refused", server, PushServer::refused);
    }
  }

  @Override
  public void close() {
    PushServer server = push;
    if (server != null) {
      server.close();
    }
    SyslogServer receiver = syslog;
    if (receiver != null) {
      receiver.close();
    }
    logs.close();
    watches.forEach(InventoryWatch::close);
  }
}
