package io.patchwatch.app.config;

import io.patchwatch.alerting.Receiver;
import io.patchwatch.alerting.routing.Destination;
import io.patchwatch.alerting.routing.RouteTree;
import io.patchwatch.alerting.schedule.Roster;
import io.patchwatch.events.Severity;
import io.patchwatch.events.yaml.Mistake;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page about a server must not travel only through that server. A receiver passes a server when
 * its address names the same host (on the loopback the same port, too), or when it says so itself
 * ({@code through}). Names are not resolved: what only the name servers know is not seen. Each
 * severity and kind of finding is routed; matchers on other labels of findings see them absent.
 */
final class IndependentPath {

  private static final List<String> KINDS =
      List.of(
          "unpatched",
          "end-of-life",
          "version-unknown",
          "version-conflict",
          "version-went-back",
          "attacked",
          "malfunction",
          "unverified-promotion",
          "exception-ending");

  private final List<AssetConfig> assets;
  private final Map<String, Receiver> receivers = new HashMap<>();
  private final RouteTree tree;
  private final Roster roster;

  private IndependentPath(Config config) {
    assets = config.assets();
    tree = new RouteTree(config.alerting().route());
    roster = config.alerting().roster();
    config.alerting().receivers().forEach(it -> receivers.put(it.name(), it));
  }

  /** What is wrong; empty: every page has a path that its server is not part of. */
  static List<Mistake> check(Config config) {
    IndependentPath paths = new IndependentPath(config);
    List<Mistake> mistakes = new ArrayList<>(paths.unknown(config));
    for (int i = 0; i < paths.assets.size(); i++) {
      Mistake mistake = paths.check(paths.assets.get(i), "assets[" + i + "]");
      if (mistake != null) {
        mistakes.add(mistake);
      }
    }
    return mistakes;
  }

  private List<Mistake> unknown(Config config) {
    Set<String> ids = new LinkedHashSet<>(assets.stream().map(AssetConfig::id).toList());
    return config.alerting().receivers().stream()
        .flatMap(
            receiver ->
                receiver.passes().stream()
                    .filter(id -> !ids.contains(id))
                    .map(
                        id ->
                            new Mistake(
                                "alerting.receivers[" + receiver.name() + "].through",
                                "'" + id + "' is not among the assets; use the id of one")))
        .toList();
  }

  private @Nullable Mistake check(AssetConfig asset, String at) {
    for (Severity severity : Severity.values()) {
      for (String kind : KINDS) {
        List<String> told = told(asset, severity, kind);
        if (told.stream().noneMatch(name -> independent(name, asset))) {
          return new Mistake(
              at,
              "what is found about '%s' (%s, %s) would be told only through '%s' itself, by receiver %s; a server that is down or broken into cannot tell it: route it also to a receiver elsewhere"
                  .formatted(
                      asset.id(), kind, severity.label(), asset.id(), String.join(", ", told)));
        }
      }
    }
    return null;
  }

  private List<String> told(AssetConfig asset, Severity severity, String kind) {
    Map<String, String> labels = new TreeMap<>(asset.asset().labels());
    labels.put("alertname", kind);
    labels.put("severity", severity.label());
    labels.put("asset", asset.id());
    labels.put("environment", asset.asset().environment());
    labels.put("product", asset.product());
    if (asset.owner() != null) {
      labels.put("owner", asset.owner());
    }
    return tree.destinations(labels).stream().map(Destination::receiver).distinct().toList();
  }

  /** Whoever is meant by the name can be told otherwise than through the server. */
  private boolean independent(String name, AssetConfig asset) {
    return roster.ways(name).stream()
        .allMatch(ways -> ways.stream().anyMatch(it -> !passes(receiver(it), asset)));
  }

  private Receiver receiver(String name) {
    Receiver known = receivers.get(name);
    if (known == null) {
      throw new IllegalStateException("the settings let a receiver pass that is not defined");
    }
    return known;
  }

  private static boolean passes(Receiver receiver, AssetConfig asset) {
    return receiver.passes().contains(asset.id())
        || receiver.way().targets().stream().anyMatch(target -> sameServer(target, asset));
  }

  private static boolean sameServer(URI target, AssetConfig asset) {
    String host = lower(target.getHost());
    boolean named = asset.hostNames().stream().anyMatch(name -> lower(name).equals(host));
    URI url = asset.url();
    boolean asked = url != null && lower(url.getHost()).equals(host);
    return isLoopback(host)
        ? asked && port(url) == port(target)
        : named || asked || chat(asset, host);
  }

  /** The addresses at which it is asked otherwise than by its URL. */
  private static boolean chat(AssetConfig asset, String host) {
    return Stream.of(
            asset.xmpp() == null ? null : asset.xmpp().host(),
            asset.xmppComponent() == null ? null : asset.xmppComponent().host(),
            asset.irc() == null ? null : asset.irc().host(),
            asset.mumble() == null ? null : asset.mumble().host(),
            asset.metrics() == null ? null : asset.metrics().url().getHost())
        .anyMatch(it -> lower(it).equals(host));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static int port(@Nullable URI uri) {
    if (uri == null) {
      return -1;
    }
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    return uri.getPort() >= 0 ? uri.getPort() : plain ? 80 : 443;
  }

  private static String lower(@Nullable String host) {
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }
}
