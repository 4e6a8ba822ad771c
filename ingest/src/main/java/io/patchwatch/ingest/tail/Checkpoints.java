package io.patchwatch.ingest.tail;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of all tailed files, in one small JSON file that is replaced atomically. A
 * checkpoint is written after Kafka has acknowledged what lies before it, so a crash repeats lines
 * (with the same ids) but loses none.
 */
final class Checkpoints {

  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, Checkpoint> byPath = new TreeMap<>();

  private Checkpoints(Path file) {
    this.file = file;
  }

  /**
   * Reads the checkpoints.
   *
   * @throws IOException if the file is there and cannot be read
   */
  static Checkpoints open(Path file) throws IOException {
    Checkpoints checkpoints = new Checkpoints(file);
    if (Files.exists(file)) {
      checkpoints.load();
    }
    return checkpoints;
  }

  private void load() throws IOException {
    try {
      byPath.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, Checkpoint>>() {}));
    } catch (JacksonException e) {
      Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      log.error(
          "the checkpoints in {} cannot be read and were moved to {}; the tailed files are read"
              + " from their beginning",
          file,
          aside);
    }
  }

  synchronized @Nullable Checkpoint get(String path) {
    return byPath.get(path);
  }

  /** Remembers the checkpoint durably. */
  synchronized void put(String path, Checkpoint checkpoint) throws IOException {
    if (!checkpoint.equals(byPath.put(path, checkpoint))) {
      write();
    }
  }

  private void write() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, JSON.writeValueAsBytes(byPath));
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
