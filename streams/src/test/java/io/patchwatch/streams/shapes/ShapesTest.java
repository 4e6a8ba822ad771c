package io.patchwatch.streams.shapes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.shipping.Attribution;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.shipping.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {

  static final Path SAMPLES = Path.of("src", "test", "resources", "shapes");
  private static final String LINE =
      "Nov 23 15:10:58 mod_posix\tinfo\tSuccessfully daemonized to PID 7";
  private static final String PLACE = "patchwatch.logs-0-7";
  private static final LogSources SOURCES =
      new LogSources(
          List.of(
              new LogSource(
                  Asset.of("chat-1"),
                  Objects.requireNonNull(Catalogue.builtIn().get("prosody")),
                  List.of("chat1.example.org"),
                  List.of(),
                  null)));
  private static final Shapes SHAPES = new Shapes(SOURCES);

  private static List<Shipped> of(String key, byte[] bytes) {
    return switch (incoming(bytes)) {
      case Incoming.Foreign foreign -> SHAPES.of(key.isEmpty() ? null : key, foreign, PLACE);
      case Incoming.Ours ours -> throw new AssertionError("ours: " + ours.log());
    };
  }

  private static Incoming incoming(byte[] bytes) {
    return IncomingLogs.serde().deserializer().deserialize("logs", bytes);
  }

  private static Shipped one(String text) {
    assertThat(of("", text.getBytes(UTF_8))).hasSize(1);
    return of("", text.getBytes(UTF_8)).getFirst();
  }

  private static String sample(String file) throws IOException {
    return Files.readString(SAMPLES.resolve(file));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "filebeat.json,chat1.example.org,-,/var/log/prosody/prosody.log,4711",
        "fluent-bit-tail.json,chat1.example.org,-,/var/log/prosody/prosody.log,-",
        "fluent-bit-syslog.json,chat1.example.org,prosody,-,-",
        "vector-file.json,chat1.example.org,-,/var/log/prosody/prosody.log,4711",
        "vector-syslog.json,chat1.example.org,prosody,-,-",
        "rsyslog-imfile.json,chat1,prosody,/var/log/prosody/prosody.log,4711",
        "rsyslog-syslog.json,chat1,prosody,-,-",
        "rsyslog-template.json,chat1,prosody,-,-",
        "rsyslog-file-format.txt,chat1,prosody,-,-",
        "rsyslog-file-format-imfile.txt,chat1,prosody,-,-",
        "rfc5424.txt,chat1,prosody,-,-",
        "rfc3164.txt,chat1,prosody,-,-",
        "otlp.json,chat1.example.org,prosody,/var/log/prosody/prosody.log,-",
        "plain.json,-,-,-,-",
      })
  void eachShapeGivesTheLineAndWhoseItIs(
      String file, String host, String program, String path, Long offset) throws IOException {
    Shipped shipped = one(sample(file));
    assertThat(shipped.message()).isEqualTo(LINE);
    assertThat(shipped.host()).isEqualTo(host);
    assertThat(shipped.program()).isEqualTo(program);
    assertThat(shipped.path()).isEqualTo(path);
    assertThat(shipped.offset()).isEqualTo(offset);
    assertThat(SOURCES.attribute(shipped)).isInstanceOf(Attribution.Known.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filebeat.json",
        "fluent-bit-tail.json",
        "vector-file.json",
        "vector-syslog.json",
        "rsyslog-imfile.json",
        "rsyslog-template.json",
        "rsyslog-file-format.txt",
        "rfc5424.txt",
        "otlp.json"
      })
  void theTimeIsThatOfTheShipper(String file) throws IOException {
    assertThat(one(sample(file)).time())
        .isBetween(Instant.parse("2026-11-23T15:10:59Z"), Instant.parse("2026-11-23T15:11:00Z"));
  }

  @Test
  void readsOtlpAsProtocolBuffers() {
    byte[] record =
        Proto.message()
            .fixed64(1, 1_795_446_659_101_234_000L)
            .field(5, Proto.message().text(1, LINE))
            .field(6, Proto.attribute("log.file.path", "/var/log/prosody/prosody.log"))
            .bytes();
    byte[] request =
        Proto.message()
            .field(
                1,
                Proto.message()
                    .field(
                        1,
                        Proto.message().field(1, Proto.attribute("host.name", "chat1.example.org")))
                    .field(2, Proto.message().raw(2, record).raw(2, record)))
            .bytes();

    List<Shipped> found = of("", request);

    assertThat(found).hasSize(2);
    assertThat(found).extracting(Shipped::message).containsOnly(LINE);
    assertThat(found).extracting(Shipped::host).containsOnly("chat1.example.org");
    assertThat(found).extracting(Shipped::identity).doesNotHaveDuplicates();
    assertThat(found.getFirst().time()).isEqualTo(Instant.parse("2026-11-23T15:10:59.101234Z"));
    for (int end = 0; end < request.length; end++) {
      assertThat(of("", Arrays.copyOf(request, end))).as("cut at " + end).isEmpty();
    }
  }

  @Test
  void aLineUnderTheIdOfAnAssetIsItsLine() {
    assertThat(of("chat-1", (LINE + "\n").getBytes(UTF_8)))
        .singleElement()
        .satisfies(it -> assertThat(it.asset()).isEqualTo("chat-1"))
        .satisfies(it -> assertThat(it.message()).isEqualTo(LINE));
    assertThat(of("chat-1", "{\"level\":\"info\",\"msg\":\"of a server\"}".getBytes(UTF_8)))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.message()).isEqualTo("{\"level\":\"info\",\"msg\":\"of a server\"}"));
    assertThat(of("nobody", LINE.replace("mod_posix", "").getBytes(UTF_8))).isEmpty();
  }

  @Test
  void theKeyNamesTheAssetOfAnyShape() throws IOException {
    assertThat(of("chat-1", sample("filebeat.json").getBytes(UTF_8)))
        .singleElement()
        .satisfies(it -> assertThat(it.asset()).isEqualTo("chat-1"))
        .satisfies(it -> assertThat(it.message()).isEqualTo(LINE));
  }

  @Test
  void whatIsSentAgainHasTheSameIdentityAndWhatOnlyLooksSoHasNot() throws IOException {
    String filebeat = sample("filebeat.json");
    String again = filebeat.replace("15:10:59.101Z", "16:00:00.000Z");
    assertThat(one(again).identity()).isEqualTo(one(filebeat).identity());
    assertThat(one(filebeat.replace("4711", "4712")).identity())
        .isNotEqualTo(one(filebeat).identity());
    assertThat(one(filebeat.replace("\"131\"", "\"132\"")).identity())
        .isNotEqualTo(one(filebeat).identity());
    assertThat(one(filebeat.replace("PID 7", "PID 8")).identity())
        .isNotEqualTo(one(filebeat).identity());
    assertThat(one(sample("rfc5424.txt")).identity()).isEqualTo(PLACE);
  }

  @Test
  void aLineThatTheShipperCutIsMarked() throws IOException {
    assertThat(one(sample("filebeat.json")).truncated()).isFalse();
    assertThat(
            one(sample("filebeat.json")
                    .replace("\"offset\"", "\"flags\":[\"truncated\"],\"offset\""))
                .truncated())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "some text",
        "{}",
        "{\"message\":\"without anything else\"}",
        "{\"@timestamp\":\"2026-11-23T15:10:59Z\"}",
        "{\"@timestamp\":\"2026-11-23T15:10:59Z\",\"message\":{\"a\":1}}",
        "{\"resourceLogs\":7}",
        "{\"resourceLogs\":[]}",
        "[{\"message\":\"x\"}]",
        "<34>no header",
        "\n",
        "{\"message\":"
      })
  void anythingElseIsOfNoKnownShape(String text) {
    assertThat(of("", text.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void oursIsReadAsBefore() {
    LogObserved log =
        new LogObserved(
            "1",
            Instant.EPOCH,
            "file-tail",
            Asset.of("chat-1"),
            "prosody",
            new LogObserved.LogOrigin("file", "/x", 0L),
            LINE,
            false);
    byte[] bytes = Wire.encode(log);
    String byHand = new String(bytes, UTF_8).replace("{\"schema\":1,", "{ \"schema\" : 1, ");
    assertThat(incoming(bytes)).isEqualTo(new Incoming.Ours(log));
    assertThat(incoming(byHand.getBytes(UTF_8))).isEqualTo(new Incoming.Ours(log));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> incoming("{\"type\":\"log-observed\",\"id\":\"1\"}".getBytes(UTF_8)))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("schema");
  }

  @Property(tries = 5_000)
  void anyBytesAreTaken(@ForAll byte[] bytes) {
    try {
      var unused = incoming(bytes) instanceof Incoming.Foreign ? of("chat-1", bytes) : List.of();
    } catch (UnreadableRecord e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  /** Bytes of real samples exchanged, left out and repeated. */
  @Property(tries = 5_000)
  void brokenSamplesAreTaken(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Path> files;
    try (var all = Files.list(SAMPLES)) {
      files = all.sorted().toList();
    }
    byte[] bytes = Files.readAllBytes(files.get(random.nextInt(files.size())));
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    byte[] broken = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
    anyBytesAreTaken(broken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":", "[", "<1>", "\n\n", "<13>1 - - - - - [", "{\"message\":\"x\","})
  void hostileBytesTakeNoLonger(String piece) {
    byte[] bytes = piece.repeat(1_000_000 / piece.length()).getBytes(UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          var unused = of("chat-1", bytes);
        });
  }
}
