package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.yaml.StrictYaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example in docs/log-parsing.md works as it stands there. */
class LogParsingDocumentTest {

  /** What the example's file holds. */
  record Section(List<LogSpec> logs) {}

  private String document = "";
  private LogParser parser = LogParser.of(List.of());

  @BeforeEach
  void readTheExample() throws Exception {
    document = Files.readString(Path.of("..", "docs", "log-parsing.md"));
    String yaml = document.split("```yaml\n|```", -1)[1];
    byte[] content = yaml.getBytes(StandardCharsets.UTF_8);
    parser =
        LogParser.of(
            StrictYaml.bind(
                    "example",
                    StrictYaml.tree("example", content),
                    Section.class,
                    name -> null,
                    Path.of("."))
                .logs());
  }

  @Test
  void readsAFailedLogin() {
    LogParsed parsed =
        parse("2026-11-23 15:00:00.000 [info] auth: Login failed for a b from 203.0.113.7:5");

    assertThat(parsed.field("event.outcome")).isEqualTo("failure");
    assertThat(parsed.field("user.name")).isEqualTo("a b");
    assertThat(parsed.field("source.ip")).isEqualTo("203.0.113.7");
  }

  @Test
  void borrowsTheEventsForJson() {
    LogParsed parsed = parse("{\"ts\":1795447495.94,\"msg\":\"Our Chat 2.1 started\"}");

    assertThat(parsed.parser()).isEqualTo("json");
    assertThat(parsed.time()).isEqualTo("2026-11-23T15:24:55.940Z");
    assertThat(parsed.field("service.version")).isEqualTo("2.1");
  }

  @Test
  void namesEveryActionThereIs() {
    String words = document.replace('\n', ' ');

    assertThat(Arrays.stream(LogAction.values()).map(LogAction::word))
        .allSatisfy(word -> assertThat(words).containsPattern("[ ,]" + word + "[,.]"));
  }

  private LogParsed parse(String message) {
    return parser.parse(
        new LogObserved(
            "id",
            RecordedLogs.READ_AT,
            "collector",
            Asset.of("a"),
            "our-chat",
            new LogObserved.LogOrigin("file", "/x", null),
            message,
            false));
  }
}
