package io.patchwatch.ingest.advisories.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The good content of one feed on disk, in files that a directory feed reads as well: records by id
 * in {@link RecordFiles}, whole documents under their names. Files are replaced, never written in
 * place; the memory comes last, so that after a crash at worst something is read twice.
 */
final class FeedStore {

  private static final Logger log = LoggerFactory.getLogger(FeedStore.class);
  private static final String MEMORY = ".memory.json";
  private static final String LAST = ".last.json";

  private final Path directory;

  FeedStore(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /** A file for something that comes; its name starts with a dot, so that no feed reads it. */
  Path incoming(String name) {
    return directory.resolve(".incoming-" + name);
  }

  FeedMemory memory(String catalogue) throws IOException {
    Path file = directory.resolve(MEMORY);
    if (!Files.exists(file)) {
      return FeedMemory.nothing(catalogue);
    }
    try {
      return Wire.json().readValue(Files.readAllBytes(file), FeedMemory.class);
    } catch (JsonProcessingException e) {
      log.warn("{} is not readable; the feed is read anew: {}", file, e.getMessage());
      return FeedMemory.nothing(catalogue);
    }
  }

  void remember(FeedMemory memory) throws IOException {
    replace(MEMORY, Wire.json().writeValueAsBytes(memory));
  }

  /** Remembers what the last look came to. */
  void report(FeedReported report) throws IOException {
    replace(LAST, Wire.encode(report));
  }

  /** What the last look came to; null: there was none. */
  @Nullable FeedReported last() throws IOException {
    Path file = directory.resolve(LAST);
    try {
      return Files.exists(file) ? Wire.decode(Files.readAllBytes(file), FeedReported.class) : null;
    } catch (UnreadableRecord e) {
      log.warn("{} is not readable: {}", file, e.getMessage());
      return null;
    }
  }

  /** The files that hold good content. */
  List<Path> contents() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** Keeps a file that was damaged on disk for whoever wants to know, where no feed reads it. */
  void putAside(Path file) throws IOException {
    Files.move(
        file,
        directory.resolve(".damaged-" + file.getFileName()),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Records by id, each one line of JSON. */
  Map<String, String> records() throws IOException {
    return new RecordFiles(directory, RecordFiles.MOST).read();
  }

  void keepRecords(Map<String, String> records) throws IOException {
    new RecordFiles(directory, RecordFiles.MOST).write(records.values());
  }

  /**
   * Keeps a whole document that lies in an incoming file.
   *
   * @param at the date of its data, for what it does not date itself
   */
  Path keepDocument(String name, Path incoming, Instant at) throws IOException {
    Files.setLastModifiedTime(incoming, FileTime.from(at));
    return Files.move(
        incoming,
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void replace(String name, byte[] content) throws IOException {
    Path fresh = directory.resolve(name + ".new");
    Files.write(fresh, content);
    Files.move(
        fresh,
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
