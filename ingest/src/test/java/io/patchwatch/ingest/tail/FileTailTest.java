package io.patchwatch.ingest.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.Asset;
import io.patchwatch.events.parsing.RecordAssembler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTailTest {

  @TempDir Path directory;

  private Path log;
  private Path checkpoints;
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final List<String> published = new ArrayList<>();
  private final TailCounters counters = new TailCounters();
  private boolean brokerAway;

  @BeforeEach
  void names() {
    log = directory.resolve("server.log");
    checkpoints = directory.resolve("state/tail.json");
  }

  private FileTail tail(TailSettings.StartAt startAt) throws IOException {
    TailSettings settings =
        new TailSettings(Asset.of("a"), "openfire", log, null, startAt, Duration.ofMillis(200));
    return new FileTail(
        settings,
        Checkpoints.open(checkpoints),
        () -> new RecordAssembler(List.of()),
        (record, origin) -> {
          if (brokerAway) {
            return CompletableFuture.failedFuture(new IOException("broker away"));
          }
          published.add(record.text());
          return CompletableFuture.completedFuture(null);
        },
        () -> now,
        counters);
  }

  private void write(String text) throws IOException {
    Files.writeString(
        log, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Steps until nothing is left to do, as the following thread would. */
  private void drain(FileTail tail) throws IOException {
    for (int i = 0; i < 100 && tail.step(); i++) {
      now = now.plusMillis(1);
    }
    now = now.plusSeconds(1);
    while (tail.step()) {
      now = now.plusMillis(1);
    }
  }

  @Test
  void publishesWhatIsAppendedAndLeavesAPartialLineUntilItsNewline() throws IOException {
    write("old\n");
    try (FileTail tail = tail(TailSettings.StartAt.END)) {
      drain(tail);
      write("one\ntw");
      drain(tail);
      assertThat(published).containsExactly("one");
      write("o\n");
      drain(tail);
    }
    assertThat(published).containsExactly("one", "two");
  }

  @Test
  void countsWhatItReadAndWhatItHasNotReadYet() throws IOException {
    write("x".repeat(200_000) + "\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      tail.step();
      assertThat(counters.bytes()).isPositive();
      assertThat(counters.behind()).isEqualTo(200_001 - counters.bytes()).isPositive();
      drain(tail);
    }
    assertThat(counters.bytes()).isEqualTo(200_001);
    assertThat(counters.behind()).isZero();
  }

  @Test
  void readsAFileFromItsBeginningWhenAskedOrWhenItAppearsLater() throws IOException {
    try (FileTail tail = tail(TailSettings.StartAt.END)) {
      assertThatThrownBy(tail::step).isInstanceOf(NoSuchFileException.class);
      write("first line of a new file\n");
      drain(tail);
    }
    assertThat(published).containsExactly("first line of a new file");
  }

  @Test
  void goesOnAfterARestartWithoutLosingOrRepeating() throws IOException {
    write("one\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      drain(tail);
    }
    write("two\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      drain(tail);
    }
    assertThat(published).containsExactly("one", "two");
  }

  @Test
  void followsARenameRotationToItsEndAndThenTheNewFile() throws IOException {
    write("one\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      drain(tail);
      write("two\n");
      Files.move(log, directory.resolve("server.log.1"));
      write("three\n");
      drain(tail);
    }
    assertThat(published).containsExactly("one", "two", "three");
  }

  @Test
  void readsWhatIsStillWrittenToTheRenamedFileAfterANewOneWasMade() throws IOException {
    write("one\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      drain(tail);
      Path renamed = Files.move(log, directory.resolve("server.log.1"));
      write("");
      drain(tail);
      Files.writeString(renamed, "two\n", StandardOpenOption.APPEND);
      drain(tail);
      Files.writeString(renamed, "three\n", StandardOpenOption.APPEND);
      write("four\n");
      drain(tail);
    }
    assertThat(published).containsExactly("one", "two", "three", "four");
  }

  @Test
  void looksOnceMoreAtARenamedFileWhenItsSuccessorSpeaks() throws IOException {
    write("one\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      drain(tail);
      Path renamed = Files.move(log, directory.resolve("server.log.1"));
      write("three\n");
      tail.step(); // has read to the end, and then sees the successor
      Files.writeString(renamed, "two\n", StandardOpenOption.APPEND);
      drain(tail);
    }
    assertThat(published).containsExactly("one", "two", "three");
  }

  @Test
  void readsARotatedFileToItsEndAlsoWhenItWasRotatedWhileNobodyRead() throws IOException {
    write("one\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      drain(tail);
    }
    write("two\n");
    Files.move(log, directory.resolve("server.log.1"));
    write("three\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      drain(tail);
    }
    assertThat(published).containsExactly("one", "two", "three");
  }

  @Test
  void startsAgainWhenTheFileIsTruncatedInPlace() throws IOException {
    write("a long first line\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      drain(tail);
      Files.writeString(log, "new\n", StandardOpenOption.TRUNCATE_EXISTING);
      drain(tail);
    }
    assertThat(published).containsExactly("a long first line", "new");
    assertThat(Checkpoints.open(checkpoints).get(log.toString()).generation()).isEqualTo(1);
  }

  @Test
  void readsAgainWhatKafkaDidNotTake() throws IOException {
    write("one\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      brokerAway = true;
      assertThatThrownBy(() -> drain(tail)).hasMessageContaining("could not be published");
      brokerAway = false;
      drain(tail);
    }
    assertThat(published).containsExactly("one");
  }

  @Test
  void cutsALineOfTenMegabytesAndGoesOnBehindIt() throws IOException {
    write("x".repeat(10 * 1024 * 1024) + "\nnext\n");
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      drain(tail);
    }
    assertThat(published).hasSize(2).last().isEqualTo("next");
    assertThat(published.getFirst().length()).isLessThanOrEqualTo(LineReader.MAX_LINE);
  }

  @Test
  void unreadableCheckpointsAreMovedAsideAndSaidSo() throws IOException {
    Files.createDirectories(checkpoints.getParent());
    Files.writeString(checkpoints, "{ not json");
    assertThat(Checkpoints.open(checkpoints).get("x")).isNull();
    assertThat(checkpoints.resolveSibling("tail.json.unreadable")).exists();
  }

  @Test
  void bytesThatAreNotUtf8DoNotStopIt() throws IOException {
    Files.write(log, new byte[] {(byte) 0xff, (byte) 0xfe, 'a', '\n', 'b', '\r', '\n'});
    try (FileTail tail = tail(TailSettings.StartAt.BEGINNING)) {
      drain(tail);
    }
    assertThat(published).hasSize(2).last().isEqualTo("b");
  }
}
