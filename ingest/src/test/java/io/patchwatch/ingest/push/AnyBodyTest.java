package io.patchwatch.ingest.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.Mangled;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.assets.AssetBook;
import io.patchwatch.ingest.assets.KnownAsset;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.shipping.LogIntake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Whatever is posted is taken, or refused as a whole with a reason; never a 5xx. */
class AnyBodyTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String TOKEN = "0123456789abcdef";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final int OFTEN = 1_000_000;

  private static final byte[] EXPORT = export();
  private static final String EXPORT_JSON =
      """
      {"resourceLogs":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"h1.example"}}]},"scopeLogs":[{"logRecords":[
      {"timeUnixNano":"1700000000000000001","body":{"kvlistValue":{"values":[{"key":"a","value":{"arrayValue":{"values":[{"intValue":-1},{"bytesValue":"YQ=="}]}}}]}}},
      {"body":{"stringValue":"m"},"attributes":[{"key":"log.file.path","value":{"stringValue":"/var/log/x"}}]}]}]}]}
      """;
  private static final String LINE =
      "{\"host\":\"h1\",\"program\":\"p\",\"time\":\"2026-11-23T11:59:00+00:00\",\"message\":\"m\",\"id\":\"7\"}";
  private static final String ITEM =
      "{\"asset\":\"chat\",\"product\":\"ejabberd\",\"version\":\"24.12\",\"precision\":\"full\",\"time\":\"2026-11-23T11:59:00Z\"}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private LogIntake intake;
  private PushServer server;

  @BeforeProperty
  void start() throws IOException {
    var product = Objects.requireNonNull(Catalogue.builtIn().get("ejabberd"));
    LogSource source =
        new LogSource(Asset.of("chat"), product, List.of("h1.example"), List.of(), null);
    Publisher publisher = new Publisher(producer, "");
    intake = new LogIntake(new LogSources(List.of(source)), publisher, () -> NOW);
    server =
        PushServer.start(
            new PushSettings(
                "127.0.0.1",
                0,
                List.of(new PushSettings.Token("ship", Secret.of(TOKEN))),
                true,
                OFTEN),
            Catalogue.builtIn(),
            new AssetBook(List.of(new KnownAsset(Asset.of("chat"), product, List.of()))),
            publisher,
            intake,
            () -> NOW);
  }

  @AfterProperty
  void stop() {
    server.close();
    intake.close();
    client.close();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static byte[] export() {
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNano(NOW.toEpochMilli() * 1_000_000L)
            .setBody(AnyValue.newBuilder().setStringValue("login password=hunter2"))
            .addAttributes(attribute("log.file.path", "/var/log/x.log"))
            .build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record).addLogRecords(record))
                .setResource(
                    Resource.newBuilder().addAttributes(attribute("host.name", "h1.example"))))
        .build()
        .toByteArray();
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static Arbitrary<byte[]> mangled(byte[] good) {
    return Mangled.of(Arbitraries.just(new String(good, ISO_8859_1)))
        .map(text -> text.getBytes(ISO_8859_1));
  }

  private static Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
  }

  @Provide
  Arbitrary<byte[]> protobuf() {
    return Arbitraries.oneOf(mangled(EXPORT), mangled(EXPORT), bytes());
  }

  @Provide
  Arbitrary<byte[]> json() {
    return Arbitraries.oneOf(
        mangled(EXPORT_JSON.getBytes(UTF_8)), mangled(EXPORT_JSON.getBytes(UTF_8)), bytes());
  }

  @Provide
  Arbitrary<byte[]> zipped() {
    return Arbitraries.oneOf(mangled(gzip(EXPORT)), protobuf().map(AnyBodyTest::gzip), bytes());
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.oneOf(
            Arbitraries.just(LINE),
            Mangled.of(Arbitraries.just(LINE)),
            Arbitraries.strings().ofMaxLength(40))
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<byte[]> items() {
    return Arbitraries.oneOf(
        mangled(ITEM.getBytes(UTF_8)),
        mangled(("[" + ITEM + "," + ITEM + "]").getBytes(UTF_8)),
        bytes());
  }

  private HttpResponse<byte[]> push(String path, String mediaType, String encoding, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", mediaType)
            .header("Content-Encoding", encoding)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofByteArray());
  }

  @Property(tries = 400)
  void anExportInProtobuf(@ForAll("protobuf") byte[] body) throws Exception {
    export(PROTOBUF, "identity", body);
  }

  @Property(tries = 400)
  void anExportInJson(@ForAll("json") byte[] body) throws Exception {
    export(JSON, "identity", body);
  }

  @Property(tries = 400)
  void anExportThatIsCompressedOrSaysSo(@ForAll("zipped") byte[] body) throws Exception {
    export(PROTOBUF, "gzip", body);
  }

  private void export(String mediaType, String encoding, byte[] body) throws Exception {
    producer.clear();
    HttpResponse<byte[]> response = push("/v1/logs", mediaType, encoding, body);
    assertThat(response.headers().firstValue("Content-Type")).contains(mediaType);
    assertThat(response.statusCode()).isIn(200, 400, 413);
    if (response.statusCode() == 200) {
      producer.history().forEach(record -> Wire.decode(record.value(), LogObserved.class));
    } else {
      assertThat(producer.history()).isEmpty();
      assertThat(response.body()).isNotEmpty();
    }
  }

  @Property(tries = 12)
  void aBodyThatGrowsWhenUnpackedIsBounded(
      @ForAll byte[] piece, @ForAll @IntRange(max = 40) int mebibytes) throws Exception {
    byte[] unpacked = new byte[mebibytes * 1024 * 1024];
    for (int i = 0; i < unpacked.length && piece.length > 0; i++) {
      unpacked[i] = piece[i % piece.length];
    }
    HttpResponse<byte[]> response = push("/v1/logs", PROTOBUF, "gzip", gzip(unpacked));
    if (unpacked.length > LogDelivery.MAX_BODY) {
      assertThat(response.statusCode()).isEqualTo(413);
    } else {
      assertThat(response.statusCode()).isIn(200, 400, 413);
    }
  }

  @Property(tries = 400)
  void eachLineIsTakenOrNamed(@ForAll("lines") List<String> lines) throws Exception {
    producer.clear();
    byte[] body = String.join("\n", lines).getBytes(UTF_8);
    List<String> sent = new String(body, UTF_8).lines().filter(line -> !line.isBlank()).toList();
    HttpResponse<byte[]> response = push("/v1/logs", NDJSON, "identity", body);
    if (sent.isEmpty()) {
      assertThat(response.statusCode()).isEqualTo(400);
      return;
    }
    JsonNode results = Wire.json().readTree(response.body()).path("results");
    assertThat(results).hasSameSizeAs(sent);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      JsonNode result = results.get(i);
      assertThat(result.path("index").intValue()).isEqualTo(i);
      if (result.path("status").asText().equals("accepted")) {
        ids.add(result.path("id").textValue());
      } else {
        assertThat(sent.get(i)).isNotEqualTo(LINE);
        assertThat(result.path("error").asText()).startsWith("[" + i + "].");
      }
    }
    assertThat(producer.history())
        .extracting(record -> Wire.decode(record.value(), LogObserved.class).id())
        .containsExactlyElementsOf(ids);
    assertThat(response.statusCode()).isEqualTo(Delivery.status(ids.size(), sent.size()));
  }

  @Property(tries = 400)
  void aStatementAboutSoftware(@ForAll("items") byte[] body) throws Exception {
    producer.clear();
    HttpResponse<byte[]> response = push("/v1/software", JSON, "identity", body);
    assertThat(response.statusCode()).isIn(202, 207, 400, 413, 422);
    if (response.statusCode() >= 400) {
      assertThat(producer.history()).isEmpty();
    }
  }
}
