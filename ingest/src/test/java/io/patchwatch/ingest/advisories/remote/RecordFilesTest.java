package io.patchwatch.ingest.advisories.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFilesTest {

  @TempDir private Path directory;

  private static Map<String, String> records(int count) {
    Map<String, String> records = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      records.put("OSV-" + i, "{\"id\":\"OSV-" + i + "\"}");
    }
    return records;
  }

  private long files() throws IOException {
    try (var files = Files.list(directory)) {
      return files.count();
    }
  }

  @Test
  void manyRecordsLieInSeveralFilesAndComeBackWhole() throws IOException {
    RecordFiles files = new RecordFiles(directory, 100);

    files.write(records(40).values());

    assertThat(files.read()).isEqualTo(records(40));
    assertThat(files()).isGreaterThan(5);
  }

  @Test
  void fewerRecordsLeaveNoFileOfTheOldOnes() throws IOException {
    RecordFiles files = new RecordFiles(directory, 100);
    files.write(records(40).values());

    files.write(records(3).values());

    assertThat(files.read()).isEqualTo(records(3));
    assertThat(files()).isEqualTo(1);
  }
}
