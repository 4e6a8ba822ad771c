package io.patchwatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Golden files of each schema version: what was once written must always be read. */
class WireTest {

  @Test
  void keepsTheZoneOfALogOrigin() {
    var origin =
        new LogObserved.LogOrigin("file", "/a.log", 1L, java.time.ZoneId.of("Europe/Berlin"));
    assertThat(Wire.decode(Wire.encode(origin), LogObserved.LogOrigin.class)).isEqualTo(origin);
  }

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static final Map<String, Class<?>> ROOTS =
      Map.of(
          "software", SoftwareEvent.class,
          "probe", SoftwareEvent.class,
          "log", LogObserved.class,
          "advisory", AdvisoryEvent.class,
          "vulnerability", AdvisoryEvent.class,
          "lifecycle", AdvisoryEvent.class,
          "finding", Finding.class,
          "command", Command.class,
          "incident", Incident.class,
          "receipt", Receipt.class);

  private static final List<Class<?>> SEALED =
      List.of(
          SoftwareEvent.class,
          AdvisoryEvent.class,
          RuleEvent.class,
          Command.class,
          Conclusion.class,
          IncidentState.class,
          Receipt.Outcome.class);

  @TestFactory
  Stream<DynamicTest> currentSamplesLookLikeTheirGoldenFiles() {
    return Samples.all().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> compare(e.getKey(), e.getValue())));
  }

  private static void compare(String name, Object sample) throws IOException {
    Path golden = GOLDEN.resolve("v" + Wire.SCHEMA).resolve(name + ".json");
    JsonNode written = Wire.json().readTree(Wire.encode(sample));
    if (System.getenv("GOLDEN_WRITE") != null) {
      Files.writeString(golden, written.toPrettyString() + "\n");
    }
    assertThat(written).isEqualTo(Wire.json().readTree(Files.readString(golden)));
  }

  @Test
  void everyKindOfEverySealedTypeHasAGoldenFile() {
    StringBuilder golden = new StringBuilder();
    for (Object sample : Samples.all().values()) {
      golden.append(new String(Wire.encode(sample), StandardCharsets.UTF_8));
    }
    for (Class<?> root : SEALED) {
      String property = root.getAnnotation(JsonTypeInfo.class).property();
      for (JsonSubTypes.Type kind : root.getAnnotation(JsonSubTypes.class).value()) {
        assertThat(golden).contains("\"" + property + "\":\"" + kind.name() + "\"");
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> everyGoldenFileOfEveryVersionIsRead() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      List<Path> golden = files.filter(f -> f.toString().endsWith(".json")).toList();
      assertThat(golden).hasSizeGreaterThanOrEqualTo(Samples.all().size());
      return golden.stream().map(f -> DynamicTest.dynamicTest(f.toString(), () -> reread(f)));
    }
  }

  private static void reread(Path golden) throws IOException {
    byte[] bytes = Files.readAllBytes(golden);
    Object decoded = Wire.decode(bytes, rootOf(golden));
    assertThat(Wire.json().readTree(Wire.encode(decoded))).isEqualTo(Wire.json().readTree(bytes));
  }

  private static Class<?> rootOf(Path golden) {
    String name = golden.getFileName().toString().replace(".json", "");
    return switch (name) {
      case "rule-hit" -> RuleHit.class;
      case "rule-published", "rule-withdrawn" -> RuleEvent.class;
      case "feed-reported" -> FeedReported.class;
      case "log-parsed" -> LogParsed.class;
      case "delivery" -> Delivery.class;
      case "dead-letter" -> DeadLetter.class;
      default -> ROOTS.get(name.replaceFirst("-.*", ""));
    };
  }

  @Test
  void aRecordOfANewerSchemaIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> decode("{\"schema\":99,\"type\":\"finding\"}"))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("schema 99")
        .hasMessageContaining("upgrade this process first");
  }

  @Test
  void aRecordWithoutSchemaIsRefused() {
    assertThatThrownBy(() -> decode("{\"type\":\"finding\"}"))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("schema is missing");
  }

  @Test
  void aMissingFieldIsNamed() {
    assertThatThrownBy(() -> decode("{\"schema\":1,\"type\":\"software-observed\"}"))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("id is missing");
  }

  @Test
  void aFindingFromBeforeThereWerePoliciesHasNoDueDate() {
    String json = new String(Wire.encode(Samples.unpatched()), StandardCharsets.UTF_8);
    String older = json.replace(",\"patchStatus\":\"none\"", "");
    assertThat(older).doesNotContain("patchStatus");
    assertThat(Wire.decode(older.getBytes(StandardCharsets.UTF_8), Finding.class))
        .isEqualTo(Samples.unpatched());
  }

  @Test
  void anUnknownFieldIsIgnoredSoThatOlderProcessesReadNewerRecords() throws IOException {
    String json = new String(Wire.encode(Samples.softwareObserved()), StandardCharsets.UTF_8);
    SoftwareEvent decoded = decode(json.replaceFirst("\\{", "{\"added-later\":[1,2],"));
    assertThat(decoded).isEqualTo(Samples.softwareObserved());
  }

  @Test
  void garbageIsRefused() {
    assertThatThrownBy(() -> decode("{\"schema\":1,")).isInstanceOf(UnreadableRecord.class);
    assertThatThrownBy(() -> decode("")).isInstanceOf(UnreadableRecord.class);
    assertThatThrownBy(() -> decode("[".repeat(1000))).isInstanceOf(UnreadableRecord.class);
  }

  private static SoftwareEvent decode(String json) {
    return Wire.decode(json.getBytes(StandardCharsets.UTF_8), SoftwareEvent.class);
  }
}
