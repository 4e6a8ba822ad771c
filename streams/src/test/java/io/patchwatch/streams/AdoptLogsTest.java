package io.patchwatch.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.privacy.PrivacySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log records that other programs write to the topic, through the whole topology. */
class AdoptLogsTest {

  private static final Path SAMPLES = Path.of("src", "test", "resources", "shapes");

  @TempDir private Path state;
  private Stage stage;

  @BeforeEach
  void open() {
    LogSource chat =
        new LogSource(
            Asset.of("chat-1"),
            Objects.requireNonNull(Catalogue.builtIn().get("prosody")),
            List.of("chat1.example.org"),
            List.of(),
            null);
    stage = new Stage(state, new LogSettings(new LogSources(List.of(chat)), PrivacySettings.NONE));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void ship(String key, byte[] value) {
    stage.send(Topic.LOGS, key, value, Trace.start());
  }

  private List<LogParsed> parsed() {
    return stage.records(Topic.LOGS_PARSED).stream()
        .map(record -> Wire.decode(record.value(), LogParsed.class))
        .toList();
  }

  @Test
  void everyShapeIsParsedAsTheFileWouldBe() throws IOException {
    List<Path> files;
    try (var all = Files.list(SAMPLES)) {
      files = all.filter(it -> !it.endsWith("README.md")).sorted().toList();
    }
    for (Path file : files) {
      ship("any", Files.readAllBytes(file));
    }
    LogObserved tailed =
        new LogObserved(
            "1",
            Given.NOON,
            "file-tail",
            Asset.of("chat-1"),
            "prosody",
            new LogObserved.LogOrigin("file", "/var/log/prosody/prosody.log", 0L),
            "Nov 23 15:10:58 mod_posix\tinfo\tSuccessfully daemonized to PID 7",
            false);
    stage.with(tailed);

    List<LogParsed> parsed = parsed();
    assertThat(parsed).hasSize(files.size() + 1);
    assertThat(parsed).extracting(LogParsed::fields).containsOnly(parsed.getLast().fields());
    assertThat(parsed).extracting(LogParsed::parser).doesNotContainNull();
    assertThat(parsed).extracting(LogParsed::asset).containsOnly(Asset.of("chat-1"));
    assertThat(stage.logs().adopted()).isEqualTo(files.size());
    assertThat(stage.deadLetters()).isEmpty();
  }

  @Test
  void itGoesBackToTheTopicUnderItsAsset() throws IOException {
    ship("somewhere", Files.readAllBytes(SAMPLES.resolve("filebeat.json")));

    assertThat(stage.records(Topic.LOGS))
        .singleElement()
        .satisfies(record -> assertThat(record.key()).isEqualTo("chat-1"))
        .satisfies(
            record ->
                assertThat(Wire.decode(record.value(), LogObserved.class))
                    .returns("kafka", LogObserved::collector)
                    .returns(4711L, log -> log.origin().offset()));
  }

  @Test
  void whatIsShippedTwiceHasTheSameId() throws IOException {
    byte[] record = Files.readAllBytes(SAMPLES.resolve("filebeat.json"));
    ship("a", record);
    ship("b", record);

    List<LogParsed> parsed = parsed();
    assertThat(parsed).hasSize(2);
    assertThat(parsed.getFirst().id()).isEqualTo(parsed.getLast().id());
  }

  @Test
  void aRecordOfNoWatchedServerIsCountedAndNotKept() throws IOException {
    String other =
        Files.readString(SAMPLES.resolve("filebeat.json"))
            .replace("chat1.example.org", "mail.example.org");
    ship("x", other.getBytes(UTF_8));
    ship("x", other.getBytes(UTF_8));

    assertThat(parsed()).isEmpty();
    assertThat(stage.logs().left()).isEqualTo(2);
    assertThat(stage.deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"-999999999-01-01T00:00:00Z\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "1e999",
        "-1",
        "1e15",
        "12345678901234567890123456789",
        "true",
        "{}",
        "null"
      })
  void aTimeThatCannotBeIsNotBelieved(String time) throws IOException {
    String odd =
        Files.readString(SAMPLES.resolve("filebeat.json"))
            .replace("\"2026-11-23T15:10:59.101Z\"", time);
    ship("x", odd.getBytes(UTF_8));

    assertThat(stage.deadLetters()).isEmpty();
    assertThat(stage.records(Topic.LOGS))
        .singleElement()
        .satisfies(
            record ->
                assertThat(Wire.decode(record.value(), LogObserved.class).time())
                    .isEqualTo(Given.NOON));
  }

  @Test
  void whatIsOfNoKnownShapeIsADeadLetterThatSaysWhatIsKnown() {
    ship("x", "just some text".getBytes(UTF_8));

    assertThat(stage.deadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.error())
                    .contains("Filebeat", "Fluent Bit", "Vector", "rsyslog", "OTLP", "RFC 5424"))
        .satisfies(
            letter -> assertThat(letter.payload()).isEqualTo("just some text".getBytes(UTF_8)));
  }

  @Test
  void secretsAreMaskedBeforeItIsWrittenBack() {
    ship("chat-1", "Nov 23 15:10:58 x\tinfo\tpassword=hunter22 given".getBytes(UTF_8));

    assertThat(new String(stage.records(Topic.LOGS).getFirst().value(), UTF_8))
        .doesNotContain("hunter22")
        .contains("***");
  }
}
