package io.patchwatch.bench;

import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

/**
 * The whole of PatchWatch in this process, as {@code patchwatch run} starts it, with a webhook as
 * its only receiver. {@code burst} is raised so that no page waits in a digest.
 */
final class OneProcess {

  private OneProcess() {}

  /**
   * Without assets; returns when it is ready.
   *
   * @param pager port of the webhook
   * @param history whether an Elasticsearch node runs too
   */
  static PatchWatch start(int pager, boolean history) throws Exception {
    return start(Files.createTempDirectory("patchwatch-bench"), pager, history, List.of());
  }

  /**
   * The same with assets.
   *
   * @param directory for its data
   * @param assets each an entry of {@code assets} as YAML on one line
   */
  static PatchWatch start(Path directory, int pager, boolean history, List<String> assets)
      throws Exception {
    String yaml =
        """
        data_dir: %s
        kafka: {port: 0}
        elasticsearch: {mode: %s, port: 0}
        server: {port: 0}
        advisories: {bundled_snapshot: false}
        alerting:
          baseline_quiet: 0s
          burst: 1000
          receivers: [{name: ops, webhook: {url: "http://127.0.0.1:%d/"}}]
        assets: [%s]
        """
            .formatted(
                directory, history ? "embedded" : "\"off\"", pager, String.join(", ", assets));
    ConfigFile.Loaded loaded =
        ConfigFile.parse("bench", yaml.getBytes(StandardCharsets.UTF_8), name -> null, directory);
    PatchWatch process = PatchWatch.start(loaded, EnumSet.allOf(Role.class), Clock.systemUTC());
    process.awaitReady();
    return process;
  }
}
