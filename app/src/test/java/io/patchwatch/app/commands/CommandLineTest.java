package io.patchwatch.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.patchwatch.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a script sees them: output and exit code. */
class CommandLineTest {

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(args);
  }

  @Test
  void routesTestSaysWhoWouldBeToldAndHowItIsGrouped(@TempDir Path directory) throws IOException {
    Path config = directory.resolve("c.yml");
    Files.writeString(
        config,
        """
        alerting:
          route:
            receiver: pager
            routes: [{matchers: [severity=low], receiver: screen, group_by: [asset]}]
          receivers: [{name: pager, console: {}}, {name: screen, console: {}}]
        """);
    String file = config.toString();
    assertThat(run("routes", "test", "-c", file, "severity=low")).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith("screen  (one incident for each asset)");
    assertThat(run("routes", "test", "-c", file, "severity=high")).isZero();
    assertThat(out.toString()).contains("pager  (one incident for each advisory");
  }

  @Test
  void routesTestSaysWhoIsToldNextWhenNobodyAcknowledgesAndWhatMutes(@TempDir Path directory)
      throws IOException {
    Path config = directory.resolve("c.yml");
    Files.writeString(
        config,
        """
        alerting:
          route: {receiver: first, escalation: night, repeat_interval: 90m, group_wait: 30s}
          receivers: [{name: first, console: {}}, {name: second, console: {}}, {name: boss, console: {}}]
          escalations:
            - name: night
              steps: [{after: 5m, receivers: [second]}, {after: 10m, receivers: [boss, first]}]
          inhibit_rules:
            - {source_matchers: ['severity="critical"'], target_matchers: ['severity="low"'], equal: [asset]}
          acknowledge_timeout: 8h
        """);
    assertThat(run("routes", "test", "-c", config.toString(), "severity=low", "asset=a"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains(
            "told 30s after the first finding; of more servers 5m later",
            "escalates by night while nobody acknowledges:",
            "    5m after the page: second",
            "    15m after the page: boss, first",
            "reminded every 1h30m until somebody acknowledges; acknowledged for 8h",
            "muted while another finding is open with [severity=\"critical\"] and the same [asset]");
  }

  @Test
  void scanOfAnExploitedReleaseSaysSoAndWhatToInstall() {
    assertThat(run("scan", "openfire", "4.7.4")).isEqualTo(1);
    assertThat(out.toString())
        .contains("CVE-2023-32315", "exploited in the wild", "Install 4.7.5 or later", "https://");
    assertThat(out.toString().lines().count()).as("one screen").isLessThanOrEqualTo(40);
  }

  @Test
  void scanOfASafeReleaseIsZero() {
    assertThat(run("scan", "openfire", "5.0.2")).as(out.toString()).isZero();
  }

  @Test
  void scanOfWhatCannotBeToldIsTwo() {
    assertThat(run("scan", "openfire", "banana")).isEqualTo(2);
    assertThat(run("scan", "tuwunel", "1.9.0")).isEqualTo(2);
    assertThat(out.toString()).contains("not the same as safe");
  }

  @Test
  void scanOfAnUnknownProductSuggestsTheRightOne() {
    assertThat(run("scan", "openfir", "4.7.4")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean 'openfire'?");
  }

  @Test
  void scanOfAUrlRecognisesTheProduct() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/login.jsp",
        exchange -> {
          byte[] page =
              "<div id=\"jive-loginVersion\"> Openfire, Version: 4.7.4</div>"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try {
      int code = run("scan", "http://127.0.0.1:" + server.getAddress().getPort());
      assertThat(code).as(err.toString()).isEqualTo(1);
      assertThat(out.toString()).contains("Openfire 4.7.4");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void scanOfASilentUrlSaysWhatToCheck() {
    assertThat(run("scan", "http://127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString()).contains("cannot tell").contains("check url");
  }

  @Test
  void checkConfigListsMistakesWithoutAStackTrace() throws IOException {
    Path file = directory.resolve("patchwatch.yml");
    Files.writeString(file, "kafak: {}\n");
    assertThat(run("check-config", "-c", file.toString())).isEqualTo(78);
    assertThat(err.toString()).contains("did you mean 'kafka'?").doesNotContain("\tat ");
  }

  @Test
  void checkConfigOfARightFileIsZero() throws IOException {
    Path file = directory.resolve("patchwatch.yml");
    Files.writeString(file, "assets: [{id: a, product: openfire, version: 4.7.5}]\n");
    assertThat(run("check-config", "-c", file.toString())).as(err.toString()).isZero();
  }

  @Test
  void topicsAreListedAndABrokerThatIsAwayIsNamed() throws IOException {
    assertThat(run("topics", "list")).isZero();
    assertThat(out.toString()).contains("patchwatch.findings");
    Path file = directory.resolve("patchwatch.yml");
    Files.writeString(
        directory.resolve("kafka.properties"),
        "default.api.timeout.ms=1000\nrequest.timeout.ms=500\n");
    Files.writeString(
        file,
        "kafka: {mode: external, bootstrap_servers: '127.0.0.1:1',"
            + " properties_file: kafka.properties}\n");
    assertThat(run("topics", "apply", "-c", file.toString())).isEqualTo(69);
    assertThat(err.toString()).contains("check kafka.bootstrap_servers");
  }

  @Test
  void versionAndProductsAnswer() {
    assertThat(run("version")).isZero();
    assertThat(run("products")).isZero();
    assertThat(out.toString()).contains("advisories as of", "mattermost", "lanying-im");
  }

  @Test
  void aProductSaysWhatItsLogDoesNotShow() {
    assertThat(run("products", "prosody")).isZero();
    assertThat(out.toString())
        .contains("not visible: failed-login", "to see it: load mod_log_auth");
  }

  @Test
  void aWrongOptionIsExplained() {
    assertThat(run("demo", "--for", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("write 60s or 5m");
  }
}
