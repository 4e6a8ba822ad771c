package io.patchwatch.events.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/events.md says what the code does. */
class EventsDocumentTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- golden: (\\S+) -->\n```json\n(.*?)```", Pattern.DOTALL);
  private static final Path GOLDEN = Path.of("src/test/resources/golden/v" + Wire.SCHEMA);

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "events.md"));
  }

  private static String row(Topic topic) {
    Duration retention = topic.retention();
    String kept = retention == null ? "newest of each key" : days(retention.toDays());
    return "| `%s` | %s | %s |".formatted(topic.name(""), topic.key(), kept);
  }

  private static String days(long days) {
    return days == 1 ? "1 day" : days + " days";
  }

  @Test
  void listsEveryTopicAsItIs() throws IOException {
    String page = page();
    for (Topic topic : Topic.values()) {
      assertThat(page).contains(row(topic)).contains("\n## " + topic.name("") + "\n");
    }
    assertThat(page.lines().filter(line -> line.startsWith("| `"))).hasSize(Topic.values().length);
  }

  @Test
  void namesEveryTypeOfRecordAndEveryKindOfFinding() throws IOException {
    String page = page();
    Arrays.stream(Topic.values())
        .flatMap(topic -> typesOf(topic.value()))
        .forEach(type -> assertThat(page).contains("`" + type + "`"));
    typesOf(Conclusion.class).forEach(kind -> assertThat(page).contains("`" + kind + "`"));
  }

  private static Stream<String> typesOf(Class<?> root) {
    JsonSubTypes several = root.getAnnotation(JsonSubTypes.class);
    JsonTypeName one = root.getAnnotation(JsonTypeName.class);
    return several != null
        ? Arrays.stream(several.value()).map(JsonSubTypes.Type::name)
        : Stream.ofNullable(one).map(JsonTypeName::value);
  }

  @TestFactory
  Stream<DynamicTest> eachExampleIsItsGoldenFile() throws IOException {
    List<MatchResult> examples = EXAMPLE.matcher(page()).results().toList();
    assertThat(examples).hasSizeGreaterThan(Topic.values().length);
    return examples.stream()
        .map(e -> DynamicTest.dynamicTest(e.group(1), () -> compare(e.group(1), e.group(2))));
  }

  private static void compare(String golden, String example) throws IOException {
    assertThat(Wire.json().readTree(example))
        .isEqualTo(Wire.json().readTree(Files.readString(GOLDEN.resolve(golden + ".json"))));
  }
}
