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
import io.patchwatch.events.Asset;
import io.patchwatch.events.Event;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Precision;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides, for real: Kafka, Elasticsearch, a webhook, in one process as users run it. */
class WholePathIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path directory;

  private final List<JsonNode> pages = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger number = new AtomicInteger();
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
        elasticsearch: {port: 0}
        server: {port: 0}
        advisories: {bundled_snapshot: false}
        alerting: {baseline_quiet: 0s, receivers: [{name: ops, webhook: {url: "http://127.0.0.1:%d/"}}]}
        """
            .formatted(directory.resolve("data"), pager.getAddress().getPort());
    ConfigFile.Loaded loaded =
        ConfigFile.parse("test", yaml.getBytes(StandardCharsets.UTF_8), name -> null, directory);
    PatchWatch process = PatchWatch.start(loaded, EnumSet.allOf(Role.class), Clock.systemUTC());
    process.awaitReady();
    return process;
  }

  private void send(PatchWatch process, Event event) {
    process.ingest().publisher().publish(event, Trace.start()).join();
  }

  private SoftwareObserved runs(String asset, String version) {
    return new SoftwareObserved(
        "so-" + number.incrementAndGet(),
        Instant.now(),
        "test",
        Asset.of(asset),
        "openfire",
        version,
        Precision.FULL,
        new Evidence("test", "here", version));
  }

  private static AdvisoryPublished advisory(String cve) {
    Instant day = Instant.parse("2026-01-01T00:00:00Z");
    Advisory advisory =
        new Advisory(
            cve,
            cve,
            List.of(),
            "openfire",
            "cve5:CNA",
            "bypass",
            Severity.HIGH,
            8.6,
            null,
            List.of(AffectedRange.until("4.7.0", "4.7.5")),
            List.of(),
            List.of("https://example.org/" + cve),
            day,
            day);
    return new AdvisoryPublished("ap-" + cve, day, "test", advisory);
  }

  private List<JsonNode> pages(String kind, String cve) {
    synchronized (pages) {
      return pages.stream()
          .filter(page -> page.path("kind").asText().equals(kind))
          .filter(page -> page.toString().contains(cve))
          .toList();
    }
  }

  private void awaitPage(String kind, String cve) {
    Awaitility.await().atMost(LONG).until(() -> !pages(kind, cve).isEmpty());
  }

  private static long documents(PatchWatch process, String index, String query) throws Exception {
    URI uri = URI.create(process.elasticsearch().getFirst() + "/" + index + "/_count?q=" + query);
    HttpResponse<String> answer =
        HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return Wire.json().readTree(answer.body()).path("count").asLong();
  }

  private static void awaitDocuments(PatchWatch process, String index, String query, long count) {
    Awaitility.await().atMost(LONG).until(() -> documents(process, index, query) == count);
  }

  @Test
  void eitherOrderGivesOneFindingOneIncidentOnePageAndTheFixOneResolve() throws Exception {
    try (PatchWatch process = start()) {
      send(process, runs("first-version", "4.7.4"));
      send(process, advisory("CVE-2026-1001"));
      awaitPage("opened", "CVE-2026-1001");
      send(process, runs("first-version", "4.7.5"));
      awaitPage("resolved", "CVE-2026-1001");

      send(process, runs("first-advisory", "4.7.4"));
      awaitPage("opened", "first-advisory");
      send(process, runs("first-advisory", "4.7.5"));
      Awaitility.await().atMost(LONG).until(() -> pages("resolved", "CVE-2026-1001").size() == 2);

      awaitDocuments(process, "patchwatch-incidents", "patchwatch.incident.state:resolved", 1);
      awaitDocuments(process, "patchwatch-findings", "vulnerability.id:%22CVE-2026-1001%22", 2);
      assertThat(pages("opened", "CVE-2026-1001")).hasSize(2);
    }
    try (PatchWatch again = start()) {
      send(again, runs("third", "4.7.4"));
      awaitPage("opened", "third");
      assertThat(pages("opened", "CVE-2026-1001")).as("nothing is repeated").hasSize(3);
      assertThat(pages("resolved", "CVE-2026-1001")).hasSize(2);
      awaitDocuments(again, "patchwatch-findings", "vulnerability.id:%22CVE-2026-1001%22", 3);
    }
  }
}
