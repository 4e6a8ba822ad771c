package io.patchwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.yaml.YamlMistakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/configuration.md lists every key with its default; a renamed key breaks the build. */
class ConfigurationDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z_.\\[\\]]+)` \\| (.*?) \\| ");
  private static final Path BASE = Path.of("/etc/pw");

  private static Map<String, String> documented() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      ROW.matcher(line)
          .results()
          .forEach(
              row -> assertThat(rows.put(row.group(1), row.group(2))).as(row.group(1)).isNull());
    }
    return rows;
  }

  private static Map<String, Optional<Object>> taken() throws YamlMistakes {
    Config config = ConfigFile.parse("none", new byte[0], name -> null, BASE).config();
    Map<String, Optional<Object>> keys = ConfigKeys.of(config, "");
    keys.putAll(ConfigKeys.of(config.alerting().mailbox(), "alerting."));
    return keys;
  }

  @Test
  void listsExactlyTheKeysThatAreTaken() throws Exception {
    assertThat(documented().keySet())
        .as("the rows of %s", DOCUMENT)
        .containsExactlyInAnyOrderElementsOf(taken().keySet());
  }

  @Test
  void saysTheDefaults() throws Exception {
    Map<String, String> documented = documented();
    taken()
        .forEach(
            (key, value) ->
                value.ifPresent(
                    it ->
                        assertThat(documented.get(key))
                            .as("default of %s in %s", key, DOCUMENT)
                            .isEqualTo("`" + text(it) + "`")));
  }

  private static String text(Object value) {
    return switch (value) {
      case Duration time -> text(time);
      case Path path -> BASE.relativize(path).toString();
      case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT);
      case List<?> list ->
          list.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
      default -> value.toString();
    };
  }

  private static String text(Duration time) {
    if (time.toMillisPart() != 0) {
      return time.toMillis() + "ms";
    }
    if (time.toSecondsPart() != 0 || time.isZero()) {
      return time.toSeconds() + "s";
    }
    if (time.toMinutesPart() != 0) {
      return time.toMinutes() + "m";
    }
    return time.toHoursPart() != 0 || time.toDays() == 1
        ? time.toHours() + "h"
        : time.toDays() + "d";
  }
}
