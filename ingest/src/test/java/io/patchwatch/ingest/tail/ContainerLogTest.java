package io.patchwatch.ingest.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Asset;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.parsing.LogSpec;
import io.patchwatch.events.parsing.RecordAssembler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tail of a file that a container runtime writes. */
class ContainerLogTest {

  private static final String SYNAPSE =
      "2026-11-23 12:00:00,000 - synapse.storage - 1 - ERROR - x - ";

  @TempDir Path directory;

  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final List<String> published = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();
  private final TailCounters counters = new TailCounters();
  private boolean brokerAway;

  private Path log() {
    return directory.resolve("container-json.log");
  }

  private FileTail tail(List<LogSpec> specs) throws IOException {
    return new FileTail(
        new TailSettings(
            Asset.of("a"),
            "synapse",
            log(),
            null,
            TailSettings.StartAt.BEGINNING,
            TailSettings.Format.DOCKER_JSON,
            Duration.ofMillis(200)),
        Checkpoints.open(directory.resolve("tail.json")),
        () -> new RecordAssembler(specs),
        (record, origin) -> {
          if (brokerAway) {
            return CompletableFuture.failedFuture(new IOException("broker away"));
          }
          published.add(record.text());
          offsets.add(record.offset());
          return CompletableFuture.completedFuture(null);
        },
        () -> now,
        counters);
  }

  private void write(String log) throws IOException {
    append("{\"log\":\"" + log + "\",\"stream\":\"stderr\",\"time\":\"2026-11-23T12:00:00Z\"}\n");
  }

  private void append(String text) throws IOException {
    Files.writeString(
        log(), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void step(FileTail tail) throws IOException {
    for (int i = 0; i < 100 && tail.step(); i++) {
      now = now.plusMillis(1);
    }
  }

  private void drain(FileTail tail) throws IOException {
    step(tail);
    now = now.plusSeconds(1);
    step(tail);
  }

  @Test
  void aRecordOfSeveralLinesIsOneAgain() throws IOException {
    List<LogSpec> specs = Objects.requireNonNull(Catalogue.builtIn().get("synapse")).logs();
    try (FileTail tail = tail(specs)) {
      write(SYNAPSE + "it broke\\n");
      write("Traceback (most recent call last):\\n");
      write("ValueError: no\\n");
      write(SYNAPSE + "again\\n");
      drain(tail);
    }

    assertThat(published)
        .containsExactly(
            SYNAPSE + "it broke\nTraceback (most recent call last):\nValueError: no",
            SYNAPSE + "again");
  }

  @Test
  void goesOnAtTheFirstPieceOfALineThatWasNotWholeWhenItStopped() throws IOException {
    try (FileTail tail = tail(List.of())) {
      write("one\\n");
      write("first, ");
      step(tail);
    }
    try (FileTail tail = tail(List.of())) {
      write("second\\n");
      drain(tail);
    }

    assertThat(published).containsExactly("one", "first, second");
  }

  @Test
  void repeatsThemWithTheSameOffsetsWhenTheBrokerWasAway() throws IOException {
    try (FileTail tail = tail(List.of())) {
      write("a");
      write("b\\n");
      write("c\\n");
      brokerAway = true;
      try {
        step(tail);
      } catch (IOException e) {
        brokerAway = false;
      }
      drain(tail);
    }

    assertThat(published).containsExactly("ab", "c");
    assertThat(offsets).hasSize(2).startsWith(0L).isSorted();
  }

  @Test
  void followsDockersRotation() throws IOException {
    try (FileTail tail = tail(List.of())) {
      write("one\\n");
      drain(tail);
      write("two\\n");
      write("last words");
      Files.move(log(), directory.resolve("container-json.log.1"));
      write("three\\n");
      drain(tail);
      drain(tail);
    }

    assertThat(published).containsExactly("one", "two", "last words", "three");
  }

  @Test
  void garbageIsKeptAndCounted() throws IOException {
    try (FileTail tail = tail(List.of())) {
      write("one\\n");
      append("\u0000\u0000\u0000{\"log\":\n");
      append("x".repeat(100_000) + "\n");
      write("two\\n");
      drain(tail);
    }

    assertThat(published).hasSize(4).startsWith("one").endsWith("two");
    assertThat(counters.strangeLines()).isEqualTo(2);
  }
}
