package io.patchwatch.alerting.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.alerting.Repository;
import io.patchwatch.alerting.status.StatusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics and rules under the real Prometheus and promtool, where they are installed. */
class PrometheusIT {

  private static final String RULES = "dashboards/prometheus/rules/patchwatch.yml";

  @TempDir Path directory;

  @Test
  void promtoolAcceptsTheMetrics() throws Exception {
    assumeInstalled("promtool");
    Path page = directory.resolve("metrics.txt");
    Files.writeString(page, ours(Exported.byTheRealCode().text()));
    assertThat(run(page, "promtool", "check", "metrics")).isEmpty();
  }

  /** Those of the JVM are Micrometer's business. */
  private static String ours(String text) {
    return String.join(
        "",
        text.lines()
            .filter(l -> l.startsWith("patchwatch_") || l.matches("# \\w+ patchwatch_.*"))
            .map(l -> l + "\n")
            .toList());
  }

  @Test
  void promtoolAcceptsTheRulesAndTheirTestsPass() throws Exception {
    assumeInstalled("promtool");
    Path none = Files.createFile(directory.resolve("none"));
    String rules = Repository.path(RULES).toString();
    assertThat(run(none, "promtool", "check", "rules", "--lint-fatal", rules)).contains("SUCCESS");
    String tests = Repository.path("dashboards/prometheus/tests/patchwatch.yml").toString();
    assertThat(run(none, "promtool", "test", "rules", tests)).contains("SUCCESS");
    String config = Repository.path("dashboards/prometheus/prometheus.yml").toString();
    assertThat(run(none, "promtool", "check", "config", "--syntax-only", config))
        .contains("SUCCESS");
  }

  @Test
  void amtoolAcceptsTheAlertmanagersConfiguration() throws Exception {
    assumeInstalled("amtool");
    Path none = Files.createFile(directory.resolve("none"));
    String config = Repository.path("dashboards/alertmanager/alertmanager.yml").toString();
    assertThat(run(none, "amtool", "check-config", config)).contains("SUCCESS");
  }

  @Test
  void prometheusScrapesTheMetricsAndEvaluatesTheRules() throws Exception {
    assumeInstalled("prometheus");
    String text = Exported.byTheRealCode().text();
    int port = freePort();
    try (StatusServer server = StatusServer.start("127.0.0.1", 0, () -> text, List::of)) {
      Process prometheus = startPrometheus(server.uri(), port);
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .untilAsserted(
                () ->
                    assertThat(query(port, "patchwatch:assets:by_state{state=\"unpatched\"}"))
                        .contains("\"1\"]"));
        assertThat(query(port, "patchwatch_assets")).contains("\"state\":\"unpatched\"");
        assertThat(query(port, "up{job=\"patchwatch\"}")).contains("\"1\"]");
      } finally {
        prometheus.destroy();
        assertThat(prometheus.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private Process startPrometheus(URI target, int port) throws IOException {
    Path config = directory.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: patchwatch
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(Repository.path(RULES), target.getAuthority()));
    return new ProcessBuilder(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("prometheus.log").toFile())
        .start();
  }

  private static String query(int port, String expression) throws Exception {
    String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + encoded);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static String run(Path input, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(input.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static void assumeInstalled(String program) {
    boolean found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeThat(found).as(program + " is not installed; .ci/install does it").isTrue();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
