package io.patchwatch.ingest.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.patchwatch.events.RuleEvent;
import io.patchwatch.events.RulePublished;
import io.patchwatch.events.RuleWithdrawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

  @TempDir private Path home;
  private final List<RuleEvent> told = new CopyOnWriteArrayList<>();
  private Path rules;
  private RuleFiles files;

  @BeforeEach
  void prepare() throws IOException {
    rules = Files.createDirectory(home.resolve("rules"));
    files = open();
  }

  @AfterEach
  void close() {
    files.close();
  }

  private RuleFiles open() {
    return new RuleFiles(home.resolve("state").resolve("rules.json"), told::add, CLOCK);
  }

  private void write(String name, String yaml) throws IOException {
    Files.writeString(rules.resolve(name), yaml);
  }

  @Test
  void publishesRulesAndNoSamples() throws IOException {
    write("a.yml", "title: a");
    write("a.samples.yml", "samples: []");
    write("notes.txt", "no rule");

    files.start(List.of(rules));

    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            RulePublished.class,
            it -> {
              assertThat(it.yaml()).isEqualTo("title: a");
              assertThat(it.file()).isEqualTo(rules.resolve("a.yml").toString());
            });
  }

  @Test
  void aChangeIsPublishedAndARemovalWithdrawn() throws IOException {
    write("a.yml", "title: a");
    files.start(List.of(rules));

    write("a.yml", "title: b");
    await()
        .until(
            () ->
                told.stream()
                    .anyMatch(it -> it instanceof RulePublished p && p.yaml().equals("title: b")));
    Files.delete(rules.resolve("a.yml"));

    await().until(() -> told.getLast() instanceof RuleWithdrawn);
  }

  @Test
  void aFileThatWentWhileNobodyLookedIsWithdrawn() throws IOException {
    write("a.yml", "title: a");
    files.start(List.of(rules));
    files.close();
    Files.delete(rules.resolve("a.yml"));

    files = open();
    files.start(List.of(rules));

    assertThat(told.getLast()).isInstanceOf(RuleWithdrawn.class);
  }

  @Test
  void aFileThatCannotBeUsedChangesNothing() throws IOException {
    write("big.yml", "x".repeat(RulePublished.LONGEST_YAML + 1));
    Files.write(rules.resolve("latin.yml"), new byte[] {'a', (byte) 0xe4, ':'});

    files.start(List.of(rules));

    assertThat(told).isEmpty();
  }

  @Test
  void aDirectoryThatIsNotThereIsAnErrorWithTheRemedy() {
    assertThatThrownBy(() -> files.start(List.of(home.resolve("missing"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("detection.rules.directories");
  }
}
