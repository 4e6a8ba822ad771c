package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded file against the page of what was read from it ({@code <name>.expected}): how many
 * records, and each one that means something or could not be read. After a wanted change, look at
 * the pages under {@code target/logs-read} and take them over.
 */
class RecordedLogsTest {

  private static final Set<String> SAID_ELSEWHERE =
      Set.of(
          "message",
          "event.kind",
          "event.category",
          "event.type",
          "event.dataset",
          "event.action",
          "event.outcome",
          "log.level",
          "log.origin.function",
          "process.thread.name",
          "service.type");

  static List<Path> files() {
    try (Stream<Path> files = Files.walk(root())) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsARecordedFileAsExpected(Path file) throws IOException {
    String product = Objects.requireNonNull(file.getParent().getFileName()).toString();
    String name = Objects.requireNonNull(file.getFileName()).toString();
    List<LogParsed> records = RecordedLogs.of(product).read(name);

    Path expected = file.resolveSibling(name.replace(".log", ".expected"));
    Path actual = Path.of("target", "logs-read", product, name.replace(".log", ".expected"));
    Files.createDirectories(Objects.requireNonNull(actual.getParent()));
    Files.writeString(actual, page(records));
    assertThat(page(records))
        .isEqualTo(Files.exists(expected) ? Files.readString(expected) : "no page yet");
  }

  static List<Product> products() {
    return List.copyOf(Catalogue.builtIn().all());
  }

  @ParameterizedTest
  @MethodSource("products")
  void everyParserOfTheCatalogueReadsSomethingThatWasRecorded(Product product) throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : files()) {
      if (file.getParent().endsWith(product.id())) {
        RecordedLogs.of(product.id()).read(String.valueOf(file.getFileName())).stream()
            .map(LogParsed::parser)
            .filter(Objects::nonNull)
            .forEach(used::add);
      }
    }

    assertThat(used).containsAll(product.logs().stream().map(LogSpec::name).toList());
    if (product.logs().isEmpty()) {
      assertThat(product.visibility()).as("says that its log cannot be read").isNotEmpty();
    }
  }

  private static String page(List<LogParsed> records) {
    long unread = records.stream().filter(record -> record.parser() == null).count();
    return records.size()
        + " records, "
        + unread
        + " not read\n"
        + records.stream()
            .filter(record -> record.parser() == null || record.field("event.action") != null)
            .map(RecordedLogsTest::line)
            .collect(Collectors.joining());
  }

  private static String line(LogParsed record) {
    if (record.parser() == null) {
      String message = String.valueOf(record.field("message")).strip();
      return "NOT READ: " + message.lines().findFirst().orElse("") + "\n";
    }
    String fields =
        record.fields().entrySet().stream()
            .filter(field -> !SAID_ELSEWHERE.contains(field.getKey()))
            .map(RecordedLogsTest::field)
            .collect(Collectors.joining(" "));
    return "%s %s %s %s%s | %s%n"
        .formatted(
            record.time(),
            record.parser(),
            record.fields().getOrDefault("log.level", "-"),
            record.field("event.action"),
            record.field("event.outcome") == null ? "" : "/" + record.field("event.outcome"),
            fields);
  }

  private static String field(Map.Entry<String, Object> field) {
    String text = field.getValue().toString().replace("\n", "\\n").replace("\t", "\\t");
    String shown = text.length() > 120 ? text.substring(0, 120) + "…" : text;
    return field.getKey() + "=" + shown;
  }

  private static Path root() {
    try {
      return Path.of(Objects.requireNonNull(RecordedLogs.class.getResource("/logs")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
