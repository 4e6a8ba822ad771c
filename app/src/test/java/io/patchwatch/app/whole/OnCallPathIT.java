package io.patchwatch.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Event;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Precision;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.io.StringWriter;
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
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person is paged, acknowledges by the link in the page, and hears that it is over; and none of
 * what the process wrote meanwhile holds a secret.
 */
class OnCallPathIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String API_TOKEN = "api-5ecret-0123456789";
  private static final String PUSH_TOKEN = "push-5ecret-0123456789";
  private static final String HOOK_TOKEN = "hook-5ecret-0123456789";
  private static final String SIGNING = "sign-5ecret-0123456789";
  private static final String LINK_KEY = "link-5ecret-0123456789-0123456789";

  @TempDir Path directory;

  private final List<JsonNode> pages = Collections.synchronizedList(new ArrayList<>());
  private final StringWriter logged = new StringWriter();
  private HttpServer pager;

  @BeforeEach
  void startPager() throws IOException {
    pager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pager.createContext(
        "/",
        exchange -> {
          try (exchange) {
            JsonNode page = Wire.json().readTree(exchange.getRequestBody().readAllBytes());
            pages.add(page);
            boolean over = page.path("kind").asText().equals("resolved");
            // A careless receiver answers with what it was sent.
            byte[] echo =
                (exchange.getRequestURI() + " " + HOOK_TOKEN + " " + SIGNING)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(over ? 400 : 200, echo.length);
            exchange.getResponseBody().write(echo);
          }
        });
    pager.start();
    WriterAppender appender = WriterAppender.newBuilder().setName("all").setTarget(logged).build();
    appender.start();
    ((LoggerContext) LogManager.getContext(false))
        .getConfiguration()
        .getRootLogger()
        .addAppender(appender, null, null);
  }

  @AfterEach
  void stopPager() {
    ((LoggerContext) LogManager.getContext(false))
        .getConfiguration()
        .getRootLogger()
        .removeAppender("all");
    pager.stop(0);
  }

  private PatchWatch start() throws Exception {
    String yaml =
        """
        data_dir: %s
        kafka: {port: 0, partitions: 1}
        elasticsearch: {port: 0}
        server: {port: 0, api: {tokens: [{name: anna, role: admin, token: %s}]}}
        push: {port: 0, tokens: [{name: ci, token: %s}]}
        advisories: {bundled_snapshot: false}
        alerting:
          baseline_quiet: 0s
          links: {base_url: "https://watch.example.org", key: %s}
          receivers: [{name: ops, webhook: {url: "http://127.0.0.1:%d/%s", secret: %s}}]
        """
            .formatted(
                directory.resolve("data"),
                API_TOKEN,
                PUSH_TOKEN,
                LINK_KEY,
                pager.getAddress().getPort(),
                HOOK_TOKEN,
                SIGNING);
    ConfigFile.Loaded loaded =
        ConfigFile.parse("test", yaml.getBytes(StandardCharsets.UTF_8), name -> null, directory);
    PatchWatch process = PatchWatch.start(loaded, EnumSet.allOf(Role.class), Clock.systemUTC());
    process.awaitReady();
    return process;
  }

  private static void send(PatchWatch process, Event event) {
    process.ingest().publisher().publish(event, Trace.start()).join();
  }

  private static SoftwareObserved runs(String version) {
    return new SoftwareObserved(
        "runs-" + version,
        Instant.now(),
        "test",
        Asset.of("chat-1"),
        "openfire",
        version,
        Precision.FULL,
        new Evidence("test", "here", version));
  }

  private JsonNode awaitPage(String kind) {
    return Awaitility.await(kind).atMost(LONG).until(() -> page(kind), it -> !it.isMissingNode());
  }

  private JsonNode page(String kind) {
    synchronized (pages) {
      return pages.stream()
          .filter(page -> page.path("kind").asText().equals(kind))
          .findFirst()
          .orElse(MissingNode.getInstance());
    }
  }

  @Test
  void pagesTakesTheAnswerAndWritesNoSecretAnywhere() throws Exception {
    try (PatchWatch process = start()) {
      send(process, Order.advisory("openfire", 1, "4.7.5"));
      send(process, runs("4.7.4"));
      String text = awaitPage("opened").path("text").asText();
      String link =
          text.substring(text.indexOf("https://watch.example.org/ack/"))
              .lines()
              .findFirst()
              .orElseThrow();
      String path = URI.create(link).getPath();
      assertThat(post(process.statusUri() + path, "name=Anna")).contains("Acknowledged by Anna");
      assertThat(awaitPage("acknowledged").path("title").asText()).contains("taken by Anna (ops)");

      JsonNode incident = api(process, "/incidents").path("items").path(0);
      assertThat(incident.path("state").path("name").asText()).isEqualTo("acknowledged");
      String id = incident.path("id").asText();
      Awaitility.await()
          .atMost(LONG)
          .until(
              () -> actions(process, id),
              it -> it.contains("incident-acknowledge") && it.contains("delivery-sent"));

      send(process, runs("4.7.5"));
      awaitPage("resolved");
      Awaitility.await()
          .atMost(LONG)
          .until(() -> actions(process, id), it -> it.contains("delivery-rejected"));
      assertNoSecretIn("the log", logged.toString());
      assertNoSecretIn("/metrics", get(process.statusUri() + "/metrics", ""));
      assertNoSecretIn("/readyz", get(process.statusUri() + "/readyz", ""));
      assertNoSecretIn("the topics", topics(process));
      assertNoSecretIn("the history", everything(process));
    }
  }

  private static void assertNoSecretIn(String where, String text) {
    assertThat(text.length()).as(where).isGreaterThan(50);
    for (String secret : List.of(API_TOKEN, PUSH_TOKEN, HOOK_TOKEN, SIGNING, LINK_KEY, "/ack/")) {
      assertThat(text.contains(secret)).as("%s in %s", secret, where).isFalse();
    }
  }

  private static List<String> actions(PatchWatch process, String incident) throws Exception {
    List<String> actions = new ArrayList<>();
    api(process, "/incidents/" + incident + "/timeline")
        .path("items")
        .forEach(it -> actions.add(it.path("event.action").asText()));
    return actions;
  }

  private static JsonNode api(PatchWatch process, String path) throws Exception {
    return Wire.json().readTree(get(process.statusUri() + "/api/v1" + path, API_TOKEN));
  }

  private static String get(String url, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String post(String url, String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String everything(PatchWatch process) throws Exception {
    URI node = process.elasticsearch().get(0);
    return get(node.resolve("/patchwatch-*/_search?size=5000").toString(), "");
  }

  /** Every record of every topic, also those of Kafka Streams. */
  private static String topics(PatchWatch process) {
    StringBuilder all = new StringBuilder();
    Map<String, Object> config = Map.of("bootstrap.servers", process.bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .filter(it -> it.topic().startsWith("patchwatch."))
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(it -> all.append(it.value()).append('\n'));
      }
    }
    return all.toString();
  }
}
