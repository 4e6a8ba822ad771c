package io.patchwatch.streams.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.parsing.NetworkAddress;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.events.yaml.StrictYaml;
import io.patchwatch.events.yaml.YamlMistakes;
import io.patchwatch.streams.samples.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All log samples of the catalogue and all recorded logs: whom one can still find afterwards. */
class NobodyIsLeftTest {

  private static final Path SAMPLES =
      Path.of(
          "..", "events", "src", "main", "resources", "io", "patchwatch", "events", "catalogue");
  private static final Path RECORDED = Path.of("..", "events", "src", "test", "resources", "logs");
  private static final Instant READ_AT = Instant.parse("2026-11-23T16:00:00Z");
  private static final String SAMPLES_END = ".samples.yml";

  /** Written otherwise than the code under test does it. */
  private static final Pattern DOTTED =
      Pattern.compile("(?<![\\d.vV])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d])(?!\\.\\d)");

  private static final Pseudonyms PSEUDONYMS =
      new PrivacySettings(Secret.of("0123456789abcdef0123456789abcdef"), true, true)
          .pseudonyms()
          .orElseThrow();

  private static List<LogParsed> records() throws IOException, YamlMistakes {
    List<LogParsed> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      for (Path file : files.filter(it -> it.toString().endsWith(SAMPLES_END)).toList()) {
        String name = file.getFileName().toString();
        String product = name.substring(0, name.length() - SAMPLES_END.length());
        JsonNode logs = StrictYaml.tree(name, Files.readAllBytes(file)).path("logs");
        for (JsonNode sample : logs) {
          records.addAll(read(product, sample.path("lines").asText()));
        }
      }
    }
    try (Stream<Path> files = Files.walk(RECORDED)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".log")).toList()) {
        String product = Objects.requireNonNull(file.getParent()).getFileName().toString();
        records.addAll(read(product, Files.readString(file)));
      }
    }
    return records;
  }

  private static List<LogParsed> read(String product, String text) {
    return RecordReader.of(Catalogue.builtIn(), product).read("chat-1", text, READ_AT);
  }

  @Test
  void noUserIsLeftInAnyFieldOfItsRecord() throws Exception {
    TreeSet<String> left = new TreeSet<>();
    int users = 0;
    for (LogParsed record : records()) {
      LogParsed hidden = PSEUDONYMS.hide(record);
      for (String field : Pseudonyms.USERS) {
        String user = record.field(field);
        users += user == null ? 0 : 1;
        hidden.fields().forEach((name, value) -> note(left, user, name, value.toString()));
      }
    }
    assertThat(users).isGreaterThan(100);
    assertThat(left)
        .as("words of ours and names of classes that a user happens to be called by")
        .containsExactly(
            "admin in event.type: admin",
            "admin in log.logger: org.jivesoftware.admin.LoginLimitManager");
  }

  private static void note(TreeSet<String> left, @Nullable String user, String field, String text) {
    if (user == null) {
      return;
    }
    Pattern whole = Pattern.compile("(?<!\\w)" + Pattern.quote(user) + "(?!\\w)");
    if (whole.matcher(text).find()) {
      left.add(user + " in " + field + ": " + text);
    }
  }

  @Test
  void noAddressIsLeftInAnyField() throws Exception {
    TreeSet<String> left = new TreeSet<>();
    int addresses = 0;
    for (LogParsed record : records()) {
      LogParsed hidden = PSEUDONYMS.hide(record);
      for (String field : hidden.fields().keySet()) {
        if (field.equals("service.version")) {
          continue; // Nextcloud's has four numbers
        }
        Matcher found = DOTTED.matcher(String.valueOf(hidden.field(field)));
        while (found.find()) {
          if (NetworkAddress.read(found.group()).filter(it -> !it.local()).isPresent()) {
            left.add(found.group() + " in " + field + ": " + hidden.field(field));
          }
        }
      }
      String ip = record.field("source.ip");
      addresses += ip == null ? 0 : 1;
      hidden.fields().forEach((name, value) -> note(left, ip, name, value.toString()));
    }
    assertThat(addresses).isGreaterThan(100);
    assertThat(left).isEmpty();
  }

  @Test
  void allThatRulesAreMadeOfIsThereAsBefore() throws Exception {
    for (LogParsed record : records()) {
      LogParsed hidden = PSEUDONYMS.hide(record);
      assertThat(hidden.fields().keySet()).isEqualTo(record.fields().keySet());
      for (String field :
          List.of("event.action", "event.outcome", "log.level", "service.version")) {
        assertThat(hidden.field(field)).isEqualTo(record.field(field));
      }
    }
  }
}
