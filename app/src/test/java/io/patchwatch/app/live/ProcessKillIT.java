package io.patchwatch.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole process as users run it, with its own Kafka and Elasticsearch, is killed with {@code
 * kill -9} again and again. {@code -Dkill.seed=} repeats the moments of an earlier run.
 */
class ProcessKillIT {

  private static final Logger log = LoggerFactory.getLogger(ProcessKillIT.class);
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final List<String> OLD =
      List.of("CVE-2026-7001", "CVE-2026-7002", "CVE-2026-7003");
  private static final String NEW = "CVE-2026-7004";

  @TempDir Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final long seed = Long.getLong("kill.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final List<Integer> ports = Loopback.freePorts(3);
  private Webhook webhook;
  private StandIn first;
  private StandIn second;

  @BeforeEach
  void startSurroundings() throws IOException {
    log.info("kill.seed={}", seed);
    webhook = Webhook.start();
    first = StandIn.start("1.100.0");
    second = StandIn.start("1.100.0");
    Files.createDirectories(directory.resolve("advisories"));
    for (String id : OLD) {
      publish(id, "1.101.0");
    }
    Files.writeString(directory.resolve("patchwatch.yml"), config());
  }

  @AfterEach
  void stopSurroundings() {
    webhook.close();
    first.close();
    second.close();
    http.close();
  }

  private String config() {
    return """
    data_dir: data
    kafka: {port: %d, partitions: 2}
    elasticsearch: {port: %d}
    server: {port: %d}
    advisories: {bundled_snapshot: false, directories: [advisories]}
    probes: {interval: 1s}
    assets:
      - {id: first, product: synapse, url: "%s"}
      - {id: second, product: synapse, url: "%s"}
    alerting:
      baseline_quiet: 0s
      burst: 50
      receivers: [{name: ops, webhook: {url: "%s"}}]
    """
        .formatted(
            ports.get(0), ports.get(1), ports.get(2), first.uri(), second.uri(), webhook.uri());
  }

  /** An advisory of Synapse in the OSV format. */
  private void publish(String id, String fixed) throws IOException {
    String osv =
        """
        {"schema_version": "1.6.0", "id": "%1$s", "modified": "2026-01-02T00:00:00Z",
         "published": "2026-01-01T00:00:00Z", "summary": "made up for a test",
         "affected": [{"package": {"ecosystem": "PyPI", "name": "matrix-synapse"},
           "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "%2$s"}]}]}]}
        """;
    Files.writeString(
        directory.resolve("advisories").resolve(id + ".json"),
        osv.formatted(id, fixed).replace("\n", ""));
  }

  private ServerProcess patchwatch() throws IOException {
    return ServerProcess.patchwatch(
        "patchwatch",
        directory,
        "-Xmx700m",
        List.of("run", "-c", directory.resolve("patchwatch.yml").toString()));
  }

  @Test
  void losesNothingAndRepeatsNothingHoweverOftenItIsKilled() throws Exception {
    killWhileAPageIsReceived(1 + random.nextInt(OLD.size()));
    killDuringTheUpgrade(random.nextInt(1500));
    resolveAndKill();
    startAgainAndHearOnlyNews();

    for (String id : OLD) {
      assertThat(kinds(id)).as("opened %s, seed %d", id, seed).containsOnlyOnce("opened");
      assertThat(kinds(id)).as("resolved %s, seed %d", id, seed).containsOnlyOnce("resolved");
      assertThat(kinds(id)).endsWith("resolved");
    }
    log.info("{} messages for {} pages", webhook.received(), webhook.pages().size());
  }

  /** The receiver has it, but the process never hears so: it must send it again as the same. */
  private void killWhileAPageIsReceived(int number) throws IOException {
    try (ServerProcess process = patchwatch()) {
      webhook.beforeAnswer(
          () -> {
            if (webhook.received() == number) {
              process.kill();
            }
          });
      process.awaitKilled();
    }
    webhook.beforeAnswer(() -> {});
    log.info("killed while page {} was received", number);
  }

  private void killDuringTheUpgrade(int millis) throws Exception {
    try (ServerProcess process = patchwatch()) {
      await(() -> OLD.forEach(id -> assertThat(kinds(id)).contains("opened")));
      first.upgrade("1.101.0");
      second.upgrade("1.101.0");
      await(() -> assertThat(first.asked() && second.asked()).isTrue());
      CompletableFuture.runAsync(
              process::kill, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
          .join();
      process.awaitKilled();
    }
    log.info("killed {} ms after the upgrade was seen", millis);
  }

  private void resolveAndKill() throws IOException {
    try (ServerProcess process = patchwatch()) {
      await(() -> OLD.forEach(id -> assertThat(kinds(id)).contains("resolved")));
      log.info("all resolved");
      await(() -> assertThat(incidents("resolved")).isEqualTo(OLD.size()));
      log.info("and in the history");
      process.kill();
      process.awaitKilled();
    }
  }

  private void startAgainAndHearOnlyNews() throws IOException {
    try (ServerProcess process = patchwatch()) {
      publish(NEW, "1.102.0");
      await(() -> assertThat(kinds(NEW)).contains("opened"));
      log.info("the new one opened");
      await(() -> assertThat(incidents("open")).isEqualTo(1));
      assertThat(incidents("resolved")).isEqualTo(OLD.size());
    }
  }

  private void await(ThrowingRunnable assertion) {
    Awaitility.await("seed " + seed)
        .atMost(LONG)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(assertion);
  }

  /** What was told of it, each message once, in order. */
  private List<String> kinds(String vulnerability) {
    return webhook.pages().stream()
        .filter(page -> page.path("incidents").toString().contains(vulnerability))
        .map(page -> page.path("kind").asText())
        .collect(Collectors.toList());
  }

  private long incidents(String state) throws IOException {
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + ports.get(1)
                + "/patchwatch-incidents/_count?q=patchwatch.incident.state:"
                + state);
    try {
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      JsonNode body = Wire.json().readTree(answer.body());
      return body.path("count").asLong(-1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
