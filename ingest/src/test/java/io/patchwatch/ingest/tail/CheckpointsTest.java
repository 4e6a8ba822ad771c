package io.patchwatch.ingest.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

  @TempDir Path directory;

  private final List<String> written = new ArrayList<>();
  private boolean full;

  private Checkpoints open() throws IOException {
    return Checkpoints.open(
        directory.resolve("tail.json"),
        (file, content) -> {
          if (full) {
            throw new IOException("no space left on device");
          }
          written.add(new String(content, StandardCharsets.UTF_8));
        });
  }

  private static Checkpoint at(long offset) {
    return new Checkpoint("inode", 0, offset);
  }

  @Test
  void writesThoseOfAllFilesAtOnce() throws Exception {
    Checkpoints checkpoints = open();
    for (int i = 0; i < 300; i++) {
      checkpoints.put("file-" + i, at(i));
    }
    assertThat(written).isEmpty();
    checkpoints.flush();
    assertThat(written).singleElement().asString().contains("file-0", "file-299");
  }

  @Test
  void writesNothingWhenNothingChanged() throws Exception {
    Checkpoints checkpoints = open();
    checkpoints.put("a", at(1));
    checkpoints.flush();
    checkpoints.put("a", at(1));
    checkpoints.flush();
    assertThat(written).hasSize(1);
  }

  @Test
  void writesLaterWhatCouldNotBeWritten() throws Exception {
    Checkpoints checkpoints = open();
    full = true;
    checkpoints.put("a", at(1));
    assertThatThrownBy(checkpoints::flush).hasMessageContaining("no space");
    full = false;
    checkpoints.flush();
    assertThat(written).singleElement().asString().contains("\"a\"");
  }

  @Test
  void readsBackWhatItWrote() throws Exception {
    Path file = directory.resolve("state/tail.json");
    Checkpoints checkpoints = Checkpoints.open(file);
    checkpoints.put("a", at(7));
    checkpoints.flush();
    assertThat(Checkpoints.open(file).get("a")).isEqualTo(at(7));
  }
}
