package io.patchwatch.events.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictYamlTest {

  @TempDir Path directory;

  enum Mode {
    EMBEDDED,
    EXTERNAL
  }

  record Server(String name, @Nullable URI url, @Nullable Duration every, @Nullable Secret token) {
    Server {
      if (name == null) {
        throw new IllegalArgumentException("name is missing");
      }
    }
  }

  record Settings(
      @Nullable Mode mode, int port, List<Server> servers, @Nullable Map<String, String> labels) {}

  private Settings read(String yaml) throws YamlMistakes {
    var tree = StrictYaml.tree("test.yml", yaml.getBytes(StandardCharsets.UTF_8));
    return StrictYaml.bind(
        "test.yml", tree, Settings.class, Map.of("TOKEN", "s3cret")::get, directory);
  }

  @Test
  void readsNestedRecordsListsMapsAndScalars() throws YamlMistakes {
    Settings settings =
        read(
            """
            mode: external
            port: 9320
            servers: [{name: a, url: "http://10.0.0.5:9090", every: 5m}]
            labels: {region: eu}
            """);
    assertThat(settings.mode()).isEqualTo(Mode.EXTERNAL);
    assertThat(settings.servers().getFirst().every()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.labels()).containsEntry("region", "eu");
  }

  @Test
  void reportsAllMistakesAtOnceWithPathAndRemedy() {
    YamlMistakes mistakes =
        catchThrowableOfType(
            YamlMistakes.class,
            () ->
                read(
                    """
                    mode: external
                    prot: 9320
                    servers:
                      - {name: a, url: "ftp://x", every: 5 parsecs}
                      - {url: "http://u:p@host/"}
                    labels: [1]
                    """));
    assertThat(mistakes.mistakes())
        .extracting(Mistake::path)
        .contains("prot", "servers[0].url", "servers[0].every", "servers[1].url", "labels");
    assertThat(mistakes)
        .hasMessageContaining("test.yml has 5 mistakes")
        .hasMessageContaining("did you mean 'port'?")
        .hasMessageContaining("write for example 250ms")
        .hasMessageNotContaining("u:p");
  }

  @Test
  void whatAConstructorRefusesIsReportedAtItsPath() {
    assertThatThrownBy(() -> read("servers: [{}]"))
        .hasMessageContaining("servers[0]: name is missing");
  }

  @Test
  void secretsComeFromTheEnvironmentOrAFileAndNeverShow() throws YamlMistakes, IOException {
    Files.writeString(directory.resolve("token"), "from-file\n");
    Settings settings =
        read("servers: [{name: a, token: '${TOKEN}'}, {name: b, token_file: token}]");
    assertThat(settings.servers())
        .extracting(s -> s.token().reveal())
        .containsExactly("s3cret", "from-file");
    assertThat(settings.toString()).doesNotContain("s3cret", "from-file");
  }

  @Test
  void aMissingSecretFileAndVariableAreNamed() {
    assertThatThrownBy(
            () -> read("servers: [{name: a, token_file: nowhere}, {name: '${NOT_SET}'}]"))
        .hasMessageContaining("servers[0].token_file")
        .hasMessageContaining("nowhere cannot be read")
        .hasMessageContaining("NOT_SET is not set");
  }

  record Weekday(int number) {
    @JsonCreator
    public static Weekday parse(String text) {
      if (!text.equals("monday")) {
        throw new IllegalArgumentException("'" + text + "' is no day of work");
      }
      return new Weekday(1);
    }
  }

  record Rota(List<Weekday> days, @JsonProperty("continue") boolean continues) {}

  @Test
  void typesMayReadThemselvesFromTextAndKeysMayBeWordsThatJavaReserves() throws YamlMistakes {
    assertThat(rota("{days: [monday], continue: true}"))
        .isEqualTo(new Rota(List.of(new Weekday(1)), true));
    assertThatThrownBy(() -> rota("{days: [sunday]}"))
        .hasMessageContaining("days[0]: 'sunday' is no day of work");
  }

  private Rota rota(String yaml) throws YamlMistakes {
    var tree = StrictYaml.tree("rota.yml", yaml.getBytes(StandardCharsets.UTF_8));
    return StrictYaml.bind("rota.yml", tree, Rota.class, name -> null, directory);
  }

  @Test
  void brokenYamlNamesTheLine() {
    assertThatThrownBy(() -> read("mode: [\nport")).hasMessageContaining("line");
    assertThatThrownBy(() -> read("port: 1\nport: 2")).hasMessageContaining("port");
  }

  @Test
  void aliasBombsAndDeepNestingAreRefused() {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'i'; c++) {
      char p = (char) (c - 1);
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(("*" + p + ",").repeat(8)).append("*").append(p).append("]\n");
    }
    assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(YamlMistakes.class);
    assertThatThrownBy(() -> read("servers: " + "[".repeat(500))).isInstanceOf(YamlMistakes.class);
  }

  record Shift(@Nullable LocalDateTime handOver, @Nullable Instant until) {}

  private Shift shift(String yaml) throws YamlMistakes {
    var tree = StrictYaml.tree("test.yml", yaml.getBytes(StandardCharsets.UTF_8));
    return StrictYaml.bind("test.yml", tree, Shift.class, name -> null, directory);
  }

  @Test
  void readsLocalTimesAndInstantsAndSaysHowToWriteThem() throws YamlMistakes {
    assertThat(shift("{hand_over: 2026-01-05T09:00, until: 2026-12-24T00:00:00Z}"))
        .isEqualTo(
            new Shift(LocalDateTime.of(2026, 1, 5, 9, 0), Instant.parse("2026-12-24T00:00:00Z")));
    YamlMistakes mistakes =
        catchThrowableOfType(
            YamlMistakes.class, () -> shift("{hand_over: monday, until: 2026-12-24}"));
    assertThat(mistakes)
        .hasMessageContaining(
            "hand_over: 'monday' is not such a time; write it as 2026-01-05T09:00")
        .hasMessageContaining("until: '2026-12-24' is not such a time");
  }
}
