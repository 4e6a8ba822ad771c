package io.patchwatch.app.wiring;

import static java.util.Objects.requireNonNullElse;

import io.patchwatch.app.config.AskConfig;
import io.patchwatch.app.config.AssetConfig;
import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.KubernetesConfig;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.containers.Cluster;
import io.patchwatch.ingest.containers.ImageCollector;
import io.patchwatch.ingest.containers.KubernetesCollector;
import io.patchwatch.ingest.containers.Workload;
import io.patchwatch.ingest.irc.IrcCollector;
import io.patchwatch.ingest.irc.IrcServer;
import io.patchwatch.ingest.metrics.MetricsCollector;
import io.patchwatch.ingest.metrics.MetricsPage;
import io.patchwatch.ingest.mumble.MumbleCollector;
import io.patchwatch.ingest.mumble.MumbleServer;
import io.patchwatch.ingest.net.TlsOptions;
import io.patchwatch.ingest.probe.HttpCollector;
import io.patchwatch.ingest.probe.HttpProbe;
import io.patchwatch.ingest.versions.Watch;
import io.patchwatch.ingest.xmpp.XmppAccount;
import io.patchwatch.ingest.xmpp.XmppCollector;
import io.patchwatch.ingest.xmpp.XmppComponent;
import io.patchwatch.ingest.xmpp.XmppComponentCollector;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways in which one asset is asked for its version. */
final class AssetWatches {

  private final AssetConfig asset;
  private final Product product;
  private final KubernetesConfig kubernetes;
  private final Duration interval;
  private final Duration timeout;

  AssetWatches(Config config, AssetConfig asset, Product product) {
    this.asset = asset;
    this.product = product;
    this.kubernetes = config.kubernetes();
    AssetConfig.Probe own = asset.probe();
    Duration ownInterval = own == null ? null : own.interval();
    Duration ownTimeout = own == null ? null : own.timeout();
    this.interval = requireNonNullElse(ownInterval, config.probes().interval());
    this.timeout = requireNonNullElse(ownTimeout, config.probes().timeout());
  }

  List<Watch> all() {
    return Stream.of(http(), xmpp(), component(), irc(), mumble(), metrics(), image(), workload())
        .filter(Objects::nonNull)
        .map(opener -> new Watch(asset.asset(), product, interval, opener))
        .toList();
  }

  private Watch.@Nullable Opener http() {
    URI url = asset.url();
    AssetConfig.Probe own = asset.probe();
    Map<String, Secret> headers = own == null ? Map.of() : headers(own.headers());
    TlsOptions tls = tls(own == null ? null : own.tls());
    return url == null
        ? null
        : () -> new HttpCollector(product, url, new HttpProbe(timeout, headers, tls));
  }

  private Watch.@Nullable Opener xmpp() {
    AskConfig.Xmpp xmpp = asset.xmpp();
    if (xmpp == null) {
      return null;
    }
    XmppAccount account =
        new XmppAccount(
            xmpp.jid(),
            xmpp.password(),
            xmpp.host(),
            requireNonNullElse(xmpp.port(), XmppAccount.PORT),
            requireNonNullElse(xmpp.starttls(), true),
            timeout,
            tls(xmpp.tls()));
    return () -> new XmppCollector(product, account);
  }

  private Watch.@Nullable Opener component() {
    AskConfig.XmppComponent own = asset.xmppComponent();
    if (own == null) {
      return null;
    }
    int port = requireNonNullElse(own.port(), XmppComponent.PORT);
    XmppComponent component =
        new XmppComponent(own.component(), own.secret(), own.target(), own.host(), port, timeout);
    return () -> new XmppComponentCollector(product, component);
  }

  private Watch.@Nullable Opener irc() {
    AskConfig.Irc irc = asset.irc();
    if (irc == null) {
      return null;
    }
    AssetConfig.Tls tls = irc.tls();
    IrcServer server =
        new IrcServer(
            irc.host(),
            requireNonNullElse(irc.port(), tls == null ? IrcServer.PORT : IrcServer.TLS_PORT),
            tls == null ? null : tls(tls),
            requireNonNullElse(irc.nick(), "patchwatch"),
            irc.password(),
            irc.operName(),
            irc.operPassword(),
            timeout);
    return () -> new IrcCollector(product, server);
  }

  private Watch.@Nullable Opener mumble() {
    AskConfig.Mumble mumble = asset.mumble();
    if (mumble == null) {
      return null;
    }
    int port = requireNonNullElse(mumble.port(), MumbleServer.PORT);
    MumbleServer server = new MumbleServer(mumble.host(), port, timeout);
    return () -> new MumbleCollector(product, server, new SecureRandom());
  }

  private Watch.@Nullable Opener metrics() {
    AskConfig.Metrics metrics = asset.metrics();
    if (metrics == null) {
      return null;
    }
    MetricsPage page =
        new MetricsPage(metrics.url(), headers(metrics.headers()), timeout, tls(metrics.tls()));
    return () -> new MetricsCollector(product, page);
  }

  private Watch.@Nullable Opener image() {
    String image = asset.image();
    return image == null ? null : () -> new ImageCollector(product, image);
  }

  private Watch.@Nullable Opener workload() {
    AskConfig.Workload own = asset.workload();
    if (own == null) {
      return null;
    }
    Cluster cluster =
        new Cluster(kubernetes.apiServer(), kubernetes.token(), kubernetes.caFile(), timeout);
    AskConfig.Workload.Kind kind = own.kind();
    Workload workload =
        new Workload(
            own.namespace(),
            switch (kind == null ? AskConfig.Workload.Kind.DEPLOYMENT : kind) {
              case DEPLOYMENT -> Workload.Kind.DEPLOYMENT;
              case STATEFULSET -> Workload.Kind.STATEFULSET;
              case DAEMONSET -> Workload.Kind.DAEMONSET;
            },
            own.name(),
            own.container());
    return () -> new KubernetesCollector(product, workload, cluster);
  }

  private static Map<String, Secret> headers(@Nullable Map<String, Secret> headers) {
    return headers == null ? Map.of() : headers;
  }

  private static TlsOptions tls(AssetConfig.@Nullable Tls tls) {
    return tls == null ? TlsOptions.SYSTEM : new TlsOptions(tls.caFile(), tls.insecure());
  }
}
