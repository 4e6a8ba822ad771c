package io.patchwatch.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.assets.AssetBook;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.shipping.LogIntake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogPushTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String TOKEN = "0123456789abcdef";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json; charset=utf-8";
  private static final String NDJSON = "application/x-ndjson";

  private final HttpClient client = HttpClient.newHttpClient();
  private MockProducer<String, byte[]> producer;
  private LogIntake intake;
  private PushServer server;

  @AfterEach
  void stop() {
    server.close();
    intake.close();
    client.close();
  }

  private void start(boolean acknowledges) throws IOException {
    producer =
        new MockProducer<>(acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    Publisher publisher = new Publisher(producer, "");
    LogSource source =
        new LogSource(
            Asset.of("chat"),
            Catalogue.builtIn().get("ejabberd"),
            List.of("h1.example"),
            List.of(),
            null);
    intake = new LogIntake(new LogSources(List.of(source)), publisher, () -> NOW);
    server =
        PushServer.start(
            new PushSettings(
                "127.0.0.1",
                0,
                List.of(new PushSettings.Token("ship", Secret.of(TOKEN))),
                false,
                2),
            Catalogue.builtIn(),
            new AssetBook(List.of()),
            publisher,
            intake,
            () -> NOW);
  }

  private HttpRequest.Builder request(String mediaType, byte[] body) {
    return HttpRequest.newBuilder(server.uri().resolve("/v1/logs"))
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", mediaType)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  private HttpResponse<byte[]> push(String mediaType, byte[] body)
      throws IOException, InterruptedException {
    return client.send(request(mediaType, body).build(), BodyHandlers.ofByteArray());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return Wire.json().readTree(response.body());
  }

  private List<LogObserved> published() {
    return producer.history().stream()
        .map(record -> Wire.decode(record.value(), LogObserved.class))
        .toList();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static byte[] export(String host, int records) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (int i = 0; i < records; i++) {
      scope.addLogRecords(
          LogRecord.newBuilder()
              .setTimeUnixNano(NOW.minusSeconds(1).toEpochMilli() * 1_000_000L)
              .setBody(AnyValue.newBuilder().setStringValue("login password=hunter2"))
              .addAttributes(attribute("log.file.path", "/var/log/x.log")));
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .addScopeLogs(scope)
                .setResource(Resource.newBuilder().addAttributes(attribute("host.name", host))))
        .build()
        .toByteArray();
  }

  @Test
  void takesOtlpInProtobuf() throws Exception {
    start(true);
    HttpResponse<byte[]> response = push(PROTOBUF, export("h1.example", 2));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(PROTOBUF);
    assertThat(ExportLogsServiceResponse.parseFrom(response.body()).hasPartialSuccess()).isFalse();
    assertThat(published()).hasSize(2).extracting(LogObserved::id).doesNotHaveDuplicates();
    LogObserved first = published().getFirst();
    assertThat(first.message()).isEqualTo("login password=***");
    assertThat(first.time()).isEqualTo(NOW.minusSeconds(1));
    assertThat(first.origin().path()).isEqualTo("/var/log/x.log");
    assertThat(first.collector()).isEqualTo("otlp");
    push(PROTOBUF, export("h1.example", 2));
    assertThat(published()).extracting(LogObserved::id).hasSize(4);
    assertThat(published().get(3).id()).isEqualTo(published().get(1).id());
    assertThat(intake.counters("otlp").published()).isEqualTo(4);
  }

  @Test
  void takesOtlpInJsonAndCompressed() throws Exception {
    start(true);
    String body =
        """
        {"unknownField": {"x": [1]}, "resourceLogs": [{"resource": {"attributes": [
          {"key": "host.id", "value": {"stringValue": "H1"}}, {"key": "service.name", "value": {"stringValue": "unknown_service:java"}}]},
          "scopeLogs": [{"scope": {"name": "s"}, "logRecords": [
            {"timeUnixNano": "1700000000000000001", "observedTimeUnixNano": 5, "severityNumber": 9, "traceId": "5B8EFFF798038103D269B633813FC60C",
             "body": {"kvlistValue": {"values": [{"key": "level", "value": {"stringValue": "info"}}, {"key": "n", "value": {"intValue": "7"}},
               {"key": "l", "value": {"arrayValue": {"values": [{"boolValue": true}, {"doubleValue": 0.5}, {}]}}}]}}},
            {"body": {"stringValue": "second"}, "attributes": [{"key": "patchwatch.asset", "value": {"stringValue": "nobody"}}]}]}]}]}
        """;
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes(body));
    }
    HttpResponse<byte[]> response =
        client.send(
            request(JSON, zipped.toByteArray()).header("Content-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).at("/partialSuccess/rejectedLogRecords").asText()).isEqualTo("1");
    assertThat(json(response).at("/partialSuccess/errorMessage").asText()).contains("'nobody'");
    assertThat(published())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.message())
                  .isEqualTo("{\"level\":\"info\",\"n\":7,\"l\":[true,0.5,null]}");
              assertThat(event.time()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L, 1));
            });
    assertThat(intake.counters("otlp").unmatched()).isEqualTo(1);
  }

  @Test
  void tellsOfEachLineWhatBecameOfIt() throws Exception {
    start(true);
    String lines =
        """
        {"host": "h1", "message": "one", "time": "2026-11-23T11:59:00+00:00", "program": "p"}
        {"asset": "chat", "message": "two", "id": "my-id"}

        {"host": "other", "message": "three"}
        {"asset": "chat", "msg": "four"}
        {"asset": "chat"}
        {"asset": "chat", "message": "x", "time": "yesterday"}
        {"asset": "chat", "message": "x", "host": 7}
        nonsense
        """;
    HttpResponse<byte[]> response = push(NDJSON, bytes(lines));
    assertThat(response.statusCode()).isEqualTo(207);
    JsonNode results = json(response).path("results");
    assertThat(results.findValuesAsText("status"))
        .containsExactly(
            "accepted",
            "accepted",
            "refused",
            "refused",
            "refused",
            "refused",
            "refused",
            "refused");
    assertThat(results.findValuesAsText("error"))
        .satisfiesExactly(
            e -> assertThat(e).contains("[2].belongs to no asset", "'other'", "hosts"),
            e -> assertThat(e).contains("msg: is not known"),
            e -> assertThat(e).contains("message: is missing"),
            e -> assertThat(e).contains("time: is no time"),
            e -> assertThat(e).contains("host: must be a text"),
            e -> assertThat(e).contains("not JSON"));
    assertThat(published()).extracting(LogObserved::message).containsExactly("one", "two");
    assertThat(results.at("/0/id").asText()).isEqualTo(published().getFirst().id());
    assertThat(intake.counters("http").refused()).isEqualTo(5);
    assertThat(intake.counters("http").unmatched()).isEqualTo(1);
  }

  @Test
  void aLineThatIsSentAgainHasTheSameIdWhereItCan() throws Exception {
    start(true);
    String lines =
        """
        {"asset":"chat","message":"m","time":"2026-11-23T11:59:00.5+01:00"}
        {"asset":"chat","message":"m","time":"2026-11-23T11:59:00.5+01:00"}
        {"asset":"chat","message":"m","id":"my-id"}
        {"asset":"chat","message":""}
        """;
    assertThat(push(NDJSON, bytes(lines)).statusCode()).isEqualTo(202);
    assertThat(push(NDJSON, bytes(lines)).statusCode()).isEqualTo(202);
    List<String> ids = published().stream().map(LogObserved::id).toList();
    assertThat(ids.subList(0, 4)).doesNotHaveDuplicates();
    assertThat(ids.subList(4, 7)).isEqualTo(ids.subList(0, 3));
    assertThat(ids.get(7)).as("neither time nor id").isNotEqualTo(ids.get(3));
    assertThat(push(NDJSON, bytes("{\"asset\":\"x\",\"message\":\"\"}")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void saysThatItTookSomethingOnlyWhenKafkaHasIt() throws Exception {
    start(false);
    for (String mediaType : List.of(PROTOBUF, NDJSON)) {
      byte[] body =
          mediaType.equals(PROTOBUF)
              ? export("h1.example", 1)
              : bytes("{\"asset\":\"chat\",\"message\":\"m\"}");
      int before = producer.history().size();
      CompletableFuture<HttpResponse<byte[]>> answer =
          client.sendAsync(request(mediaType, body).build(), BodyHandlers.ofByteArray());
      await().until(() -> producer.history().size() == before + 1);
      assertThat(answer).isNotDone();
      producer.errorNext(new TimeoutException("no broker"));
      assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
      assertThat(answer.join().statusCode()).isEqualTo(503);
      assertThat(answer.join().headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.join().headers().firstValue("Content-Type"))
          .contains(mediaType.equals(PROTOBUF) ? PROTOBUF : "application/json");
      assertThat(new String(answer.join().body(), StandardCharsets.UTF_8))
          .contains("send it again");
    }
  }

  @Test
  void refusesWhatIsTooLargeOrNothingThatItKnows() throws Exception {
    start(true);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[LogDelivery.MAX_BODY + 1]);
    }
    HttpResponse<byte[]> bombed =
        client.send(
            request(PROTOBUF, bomb.toByteArray()).header("Content-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());
    assertThat(bombed.statusCode()).isEqualTo(413);
    assertThat(push(PROTOBUF, new byte[LogDelivery.MAX_BODY + 1]).statusCode()).isEqualTo(413);
    assertThat(push(PROTOBUF, export("h1.example", 20_001)).statusCode()).isEqualTo(413);
    assertThat(push(JSON, bytes("[".repeat(250_000))).statusCode()).isEqualTo(413);
    assertThat(push(NDJSON, bytes("{}\n".repeat(20_001))).statusCode()).isEqualTo(413);
    assertThat(push(PROTOBUF, bytes("nonsense")).statusCode()).isEqualTo(400);
    assertThat(json(push(JSON, bytes("[".repeat(500)))).path("code").asInt()).isEqualTo(3);
    assertThat(push(JSON, bytes("[]")).statusCode()).isEqualTo(400);
    assertThat(push(NDJSON, bytes("\n \n")).statusCode()).isEqualTo(400);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void refusesEncodingsAndStrangers() throws Exception {
    start(true);
    assertThat(push("text/plain", bytes("x")).statusCode()).isEqualTo(415);
    assertThat(status("Content-Encoding", "br")).isEqualTo(415);
    assertThat(status("Content-Encoding", "gzip")).as("which it is not").isEqualTo(400);
    assertThat(status("Authorization", "Bearer wrong-token")).isEqualTo(401);
    assertThat(status("Content-Encoding", "identity")).isEqualTo(200);
    assertThat(producer.history()).hasSize(1);
  }

  private int status(String header, String value) throws Exception {
    return client
        .send(
            request(PROTOBUF, export("h1.example", 1)).setHeader(header, value).build(),
            BodyHandlers.ofByteArray())
        .statusCode();
  }

  @Test
  void aSenderThatComesTooOftenIsAskedToWait() throws Exception {
    start(true);
    for (int i = 0; i < 20; i++) {
      assertThat(push(PROTOBUF, export("h1.example", 1)).statusCode()).isEqualTo(200);
    }
    HttpResponse<byte[]> limited = push(PROTOBUF, export("h1.example", 1));
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void theCommandInTheDocumentationWorks() throws Exception {
    assumeThat(Path.of("/usr/bin/curl")).as("curl is not installed here").isExecutable();
    start(true);
    String page = Files.readString(Path.of("..", "docs", "log-shipping.md"));
    int begin = page.indexOf("printf ");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", page.substring(begin, page.indexOf("```", begin)))
            .redirectErrorStream(true);
    String base = server.uri().toString();
    shell.environment().put("PATCHWATCH", base.substring(0, base.indexOf("/v1")));
    shell.environment().put("PATCHWATCH_TOKEN", TOKEN);
    Process process = shell.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(published())
        .singleElement()
        .extracting(LogObserved::message)
        .isEqualTo("a line of the log");
  }
}
