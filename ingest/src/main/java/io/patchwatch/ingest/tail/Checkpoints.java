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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of all tailed files, in one small JSON file that is replaced atomically. A
 * checkpoint is written after Kafka has acknowledged what lies before it, so a crash repeats lines
 * (with the same ids) but loses none. They are written together, now and then: a disk makes
 * something durable only so many times a second, and no file shall wait for that of another.
 * Thread-safe.
 */
final class Checkpoints {

  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Disk disk;
  private final Map<String, Checkpoint> byPath = new TreeMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private long changes;
  private long written;

  /** Replaces a file by another content, all or nothing, and durably. */
  interface Disk {
    void replace(Path file, byte[] content) throws IOException;
  }

  private Checkpoints(Path file, Disk disk) {
    this.file = file;
    this.disk = disk;
  }

  /**
   * Reads the checkpoints.
   *
   * @throws IOException if the file is there and cannot be read
   */
  static Checkpoints open(Path file) throws IOException {
    return open(file, Checkpoints::replace);
  }

  static Checkpoints open(Path file, Disk disk) throws IOException {
    Checkpoints checkpoints = new Checkpoints(file, disk);
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

  /** Remembers the checkpoint; the next {@link #flush} makes it durable. */
  synchronized void put(String path, Checkpoint checkpoint) {
    if (!checkpoint.equals(byPath.put(path, checkpoint))) {
      changes++;
    }
  }

  /**
   * Makes durable what was put before.
   *
   * @throws IOException if that fails; the next flush tries again
   */
  void flush() throws IOException {
    writing.lock();
    try {
      Snapshot now = snapshot();
      if (now.changes() > written) {
        disk.replace(file, JSON.writeValueAsBytes(now.byPath()));
        written = now.changes();
      }
    } finally {
      writing.unlock();
    }
  }

  private record Snapshot(long changes, Map<String, Checkpoint> byPath) {}

  private synchronized Snapshot snapshot() {
    return new Snapshot(changes, new TreeMap<>(byPath));
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, content);
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
