package io.patchwatch.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Asset;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.assets.AssetBook;
import io.patchwatch.ingest.assets.KnownAsset;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.shipping.LogIntake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The producer is Kafka's own test double, so that acknowledgements come when the test says so. */
class PushServerTest {

  private static final Instant NOW = Instant.parse("2026-11-23T11:00:00Z");
  private static final String TOKEN = "0123456789abcdef";
  private static final String ITEM =
      "{\"asset\":\"lanying\",\"product\":\"lanying-im\",\"version\":\"6.1.0\"}";
  private static final AssetBook ASSETS =
      new AssetBook(
          List.of(
              new KnownAsset(
                  Asset.of("lanying", "staging", "chat-team", Map.of()),
                  Catalogue.builtIn().get("lanying-im"),
                  List.of())));

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
  private final HttpClient client = HttpClient.newHttpClient();
  private MockProducer<String, byte[]> producer;
  private PushServer server;

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private void start(boolean acknowledges, boolean unknownAssets) throws IOException {
    producer =
        new MockProducer<>(acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    Publisher publisher = new Publisher(producer, "");
    server =
        PushServer.start(
            new PushSettings(
                "127.0.0.1",
                0,
                List.of(
                    new PushSettings.Token("other", Secret.of("another-token-of-ours")),
                    new PushSettings.Token("deploy", Secret.of(TOKEN))),
                unknownAssets,
                20),
            Catalogue.builtIn(),
            ASSETS,
            publisher,
            new LogIntake(new LogSources(List.of()), publisher, clock::get),
            clock::get);
  }

  private HttpRequest request(String token, String body) {
    return HttpRequest.newBuilder(server.uri())
        .header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> push(String body) throws IOException, InterruptedException {
    return client.send(request(TOKEN, body), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return Wire.json().readTree(response.body());
  }

  private SoftwareObserved sent(int index) {
    return (SoftwareObserved)
        Wire.decode(producer.history().get(index).value(), SoftwareEvent.class);
  }

  @Test
  void publishesWhatIsPushedForTheOperatorsAsset() throws IOException, InterruptedException {
    start(true, false);
    HttpResponse<String> response = push(ITEM);
    assertThat(response.statusCode()).isEqualTo(202);
    SoftwareObserved seen = sent(0);
    assertThat(seen.asset().id()).isEqualTo("lanying");
    assertThat(seen.asset().owner()).isEqualTo("chat-team");
    assertThat(seen.version()).isEqualTo("6.1.0");
    assertThat(seen.time()).isEqualTo(NOW);
    assertThat(seen.evidence().source()).isEqualTo("push");
    assertThat(seen.evidence().locator()).contains("deploy").doesNotContain(TOKEN);
    assertThat(json(response).at("/results/0/id").asText()).isEqualTo(seen.id());
    assertThat(server.accepted()).isEqualTo(1);
  }

  @Test
  void answersOnlyWhenKafkaHasAcknowledged() throws IOException {
    start(false, false);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request(TOKEN, ITEM), BodyHandlers.ofString());
    await().atMost(Duration.ofSeconds(10)).until(() -> producer.history().size() == 1);
    assertThat(answer).isNotDone();
    producer.completeNext();
    assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
    assertThat(answer.join().statusCode()).isEqualTo(202);
  }

  @Test
  void asksToSendAgainWhatKafkaDidNotTake() throws IOException {
    start(false, false);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request(TOKEN, ITEM), BodyHandlers.ofString());
    await().atMost(Duration.ofSeconds(10)).until(() -> producer.history().size() == 1);
    producer.errorNext(new TimeoutException("no broker"));
    assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
    assertThat(answer.join().statusCode()).isEqualTo(503);
    assertThat(answer.join().headers().firstValue("Retry-After")).isPresent();
    assertThat(server.accepted()).isZero();
  }

  @Test
  void tellsOfEachItemWhatBecameOfIt() throws IOException, InterruptedException {
    start(true, false);
    HttpResponse<String> response =
        push(
            "["
                + ITEM
                + ",{\"asset\":\"lanying\",\"product\":\"openfir\",\"version\":\"1\"}"
                + ",{\"asset\":\"nobody\",\"product\":\"openfire\",\"version\":\"4.7.4\"}"
                + ",{\"asset\":\"lanying\",\"product\":\"openfire\",\"version\":\"4.7.4\"}"
                + ",{\"asset\":\"lanying\",\"produkt\":\"x\",\"version\":7}"
                + ",17]");
    assertThat(response.statusCode()).isEqualTo(207);
    JsonNode results = json(response).path("results");
    assertThat(results.findValuesAsText("status"))
        .containsExactly("accepted", "refused", "refused", "refused", "refused", "refused");
    assertThat(results.findValuesAsText("error"))
        .satisfiesExactly(
            e -> assertThat(e).startsWith("[1].product: 'openfir'").contains("mean 'openfire'"),
            e -> assertThat(e).startsWith("[2].asset: 'nobody' is not in the configuration"),
            e -> assertThat(e).startsWith("[3].product: asset 'lanying' is a lanying-im"),
            e -> assertThat(e).contains("produkt: is not known", "product: is missing", "version:"),
            e -> assertThat(e).startsWith("[5].must be an object"));
    assertThat(producer.history()).hasSize(1);
    assertThat(server.refused()).isEqualTo(5);
  }

  @Test
  void takesUnknownAssetsWhenTheOperatorAllowsIt() throws IOException, InterruptedException {
    start(true, true);
    HttpResponse<String> response =
        push(
            """
            {"asset": "new-1", "product": "Prosody", "version": "0.12.3", "environment": "test",
             "labels": {"region": "eu"}, "time": "2026-11-23T12:00:00+02:00",
             "package": {"type": "deb", "name": "prosody", "version": "0.12.3-1", "distribution": "debian:12"}}
            """);
    assertThat(response.statusCode()).isEqualTo(202);
    SoftwareObserved seen = sent(0);
    assertThat(seen.asset().environment()).isEqualTo("test");
    assertThat(seen.asset().labels()).containsEntry("region", "eu");
    assertThat(seen.product()).isEqualTo("prosody");
    assertThat(seen.time()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
    assertThat(seen.packageFact().distribution()).isEqualTo("debian:12");
  }

  @Test
  void refusesWhoHasNoToken() throws IOException, InterruptedException {
    start(true, true);
    for (String token : List.of("", "wrong", TOKEN + "x", TOKEN.substring(1))) {
      HttpResponse<String> response = client.send(request(token, ITEM), BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    HttpRequest none =
        HttpRequest.newBuilder(server.uri())
            .POST(HttpRequest.BodyPublishers.ofString(ITEM))
            .build();
    assertThat(client.send(none, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void refusesWhatIsTooLargeOrNoJson() throws IOException, InterruptedException {
    start(true, true);
    assertThat(push("[" + "0,".repeat(700_000) + "0]").statusCode()).isEqualTo(413);
    assertThat(push("[" + "0,".repeat(1_000) + "0]").statusCode()).isEqualTo(413);
    for (String body :
        List.of("", "{", "[]", "7", "[".repeat(5_000), ITEM + ITEM, "{\"asset\":1,\"asset\":2}")) {
      HttpResponse<String> response = push(body);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(json(response).path("error").asText()).isNotBlank();
    }
    assertThat(producer.history()).isEmpty();
  }

  /** A body larger than what is read is not skipped past the end of the connection's stream. */
  @Test
  void keepsTheConnectionWhenItRefusesALargeBody() throws IOException {
    start(true, true);
    byte[] body = new byte[1_400_000];
    String head =
        "POST /v1/software HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket.setSoTimeout(10_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String token : List.of(TOKEN, "wrong", TOKEN)) {
        socket
            .getOutputStream()
            .write(head.formatted(token, body.length).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        assertThat(in.readLine()).contains(token.equals(TOKEN) ? "413" : "401");
        skipAnswer(in);
      }
    }
  }

  private static void skipAnswer(BufferedReader in) throws IOException {
    int length = 0;
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    assertThat(in.skip(length)).isEqualTo(length);
  }

  @Test
  void refusesOtherPathsMethodsAndTheFuture() throws IOException, InterruptedException {
    start(true, false);
    URI elsewhere = server.uri().resolve("/v2/software");
    assertThat(
            client
                .send(HttpRequest.newBuilder(elsewhere).build(), BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(404);
    assertThat(
            client
                .send(HttpRequest.newBuilder(server.uri()).build(), BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(405);
    String future = ITEM.replace("}", ",\"time\":\"2026-11-24T11:00:00Z\"}");
    assertThat(push(future).statusCode()).isEqualTo(422);
  }

  @Test
  void limitsHowOftenATokenIsUsed() throws IOException, InterruptedException {
    start(true, false);
    for (int i = 0; i < 20; i++) {
      assertThat(push(ITEM).statusCode()).isEqualTo(202);
    }
    HttpResponse<String> refused = push(ITEM);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("3");
    clock.set(NOW.plusSeconds(3));
    assertThat(push(ITEM).statusCode()).isEqualTo(202);
    assertThat(push(ITEM).statusCode()).isEqualTo(429);
  }

  @Test
  void theCommandInTheDocumentationWorks() throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin/curl")).as("curl is not installed here").isExecutable();
    start(true, false);
    String page = Files.readString(Path.of("..", "docs", "inventories.md"));
    int curl = page.indexOf("curl ");
    String command = page.substring(curl, page.indexOf("```", curl));
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
    shell
        .environment()
        .put("PATCHWATCH", server.uri().resolve("/").toString().replaceAll("/$", ""));
    shell.environment().put("PATCHWATCH_TOKEN", TOKEN);
    Process process = shell.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("\"accepted\"");
    assertThat(sent(0).asset().id()).isEqualTo("lanying");
  }
}
