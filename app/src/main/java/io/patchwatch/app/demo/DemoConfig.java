package io.patchwatch.app.demo;

import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.events.yaml.YamlMistakes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The demo's configuration: ordinary YAML, so the demo runs what users run. */
final class DemoConfig {

  /** The server whose log is replayed. */
  static final String LOGGED = "xmpp-1";

  private DemoConfig() {}

  static ConfigFile.Loaded load(Fleet fleet, URI pager, Path directory, Path log)
      throws YamlMistakes {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        data_dir: %s
        kafka: {mode: embedded, port: 0, partitions: 2}
        elasticsearch: {mode: embedded, port: 0}
        server: {port: 0}
        advisories: {bundled_snapshot: false}
        probes: {interval: 1s, timeout: 2s}
        streams: {threads: 1, commit_interval: 50ms}
        alerting:
          baseline_quiet: 4s
          receivers: [{name: on-call, webhook: {url: "%s"}}]
        assets:
        """
            .formatted(directory, pager));
    fleet.members().forEach(member -> yaml.append(asset(member, log)));
    return ConfigFile.parse(
        "the demo's configuration",
        yaml.toString().getBytes(StandardCharsets.UTF_8),
        name -> null,
        directory);
  }

  private static String asset(Fleet.Member member, Path log) {
    String id = member.asset().id();
    String logs =
        id.equals(LOGGED) ? ", logs: [{path: \"" + log + "\", from: beginning, zone: UTC}]" : "";
    return "  - {id: %s, product: %s, url: \"%s\", environment: %s, owner: %s%s}%n"
        .formatted(
            id,
            member.product(),
            member.server().url(),
            member.asset().environment(),
            member.asset().owner(),
            logs);
  }
}
