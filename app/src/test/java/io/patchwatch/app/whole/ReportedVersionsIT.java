package io.patchwatch.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an inventory file and from a push to the pager, with a real Kafka in between. */
class ReportedVersionsIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String TOKEN = "token-of-this-test-only";

  @TempDir Path directory;

  private final List<JsonNode> pages = Collections.synchronizedList(new ArrayList<>());
  private HttpServer pager;

  @BeforeEach
  void startPager() throws IOException {
    pager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pager.createContext(
        "/",
        exchange -> {
          try (exchange) {
            pages.add(Wire.json().readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
          }
        });
    pager.start();
  }

  @AfterEach
  void stopPager() {
    pager.stop(0);
  }

  private PatchWatch start() throws Exception {
    String yaml =
        """
        data_dir: %s
        kafka: {port: 0, partitions: 2}
        elasticsearch: {mode: off}
        server: {port: 0}
        advisories: {bundled_snapshot: false}
        assets:
          - {id: listed, product: openfire, hosts: [chat1.example.org]}
          - {id: pushed, product: openfire, reported: true}
        inventories:
          - {path: facts, interval: 1s}
        push: {port: 0, tokens: [{name: deploy, token: %s}]}
        alerting: {baseline_quiet: 0s, update_interval: 1s, receivers: [{name: ops, webhook: {url: "http://127.0.0.1:%d/"}}]}
        """
            .formatted(directory.resolve("data"), TOKEN, pager.getAddress().getPort());
    ConfigFile.Loaded loaded =
        ConfigFile.parse("test", yaml.getBytes(StandardCharsets.UTF_8), name -> null, directory);
    PatchWatch process = PatchWatch.start(loaded, EnumSet.allOf(Role.class), Clock.systemUTC());
    process.awaitReady();
    return process;
  }

  private static AdvisoryPublished advisory() {
    Instant day = Instant.parse("2026-01-01T00:00:00Z");
    Advisory advisory =
        new Advisory(
            "CVE-2026-1002",
            "CVE-2026-1002",
            List.of(),
            "openfire",
            "cve5:CNA",
            "bypass",
            Severity.HIGH,
            8.6,
            null,
            List.of(AffectedRange.until("4.7.0", "4.7.5")),
            List.of(),
            List.of("https://example.org/CVE-2026-1002"),
            day,
            day);
    return new AdvisoryPublished("ap-1", day, "test", advisory);
  }

  private void list(String line) throws IOException {
    Path facts = Files.createDirectories(directory.resolve("facts"));
    Path half = Files.writeString(facts.resolve(".new"), "# host: chat1.example.org\n" + line);
    Files.move(half, facts.resolve("chat1.txt"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static int push(PatchWatch process, String version) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(process.pushUri().orElseThrow())
            .header("Authorization", "Bearer " + TOKEN)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "[{\"asset\":\"pushed\",\"product\":\"openfire\",\"version\":\""
                        + version
                        + "\"}]"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  private void awaitPage(String kind, String text) {
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(List.copyOf(pages))
                    .anyMatch(
                        page ->
                            page.path("kind").asText().equals(kind)
                                && page.toString().contains(text)));
  }

  @Test
  void aListAndAPushOpenAndResolveFindingsButAPackageThatVanishedDoesNot() throws Exception {
    try (PatchWatch process = start()) {
      process.ingest().publisher().publish(advisory(), Trace.start()).join();
      list("openfire\t4.7.4\n");
      awaitPage("opened", "listed");
      list("adduser\t3.134\n");
      assertThat(push(process, "4.7.4")).isEqualTo(202);
      awaitPage("updated", "pushed"); // it joins the incident of the same vulnerability
      assertThat(pages).noneMatch(page -> page.path("kind").asText().equals("resolved"));
      assertThat(push(process, "4.7.5")).isEqualTo(202);
      list("openfire\t4.7.5\n");
      awaitPage("resolved", "CVE-2026-1002");
    }
  }
}
