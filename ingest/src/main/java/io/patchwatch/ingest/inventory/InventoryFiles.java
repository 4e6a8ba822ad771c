package io.patchwatch.ingest.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which files changed since the last look. A file counts when it was left alone for a while,
 * so that half of one is not read. Hidden files (temporary ones of copying programs) do not count.
 * For one thread.
 */
final class InventoryFiles {

  /** Most files below one path. */
  static final int MAX_FILES = 20_000;

  private static final int MAX_DEPTH = 8;
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final Path root;
  private final Map<Path, Stamp> seen = new HashMap<>();
  private final Map<Path, Stamp> done = new HashMap<>();

  InventoryFiles(Path root) {
    this.root = root;
  }

  /** By what a change is noticed. */
  record Stamp(Instant written, long size, @Nullable Object key) {}

  /** A file with its stamp. */
  record Changed(Path file, Stamp stamp) {}

  /**
   * Files that are new or changed, in the order of their names.
   *
   * @throws IOException if the path is not there or has too many files; the message says which
   */
  List<Changed> look(Instant now) throws IOException {
    List<Changed> changed = new ArrayList<>();
    for (Path file : files()) {
      Stamp stamp = stamp(file);
      if (stamp != null && !stamp.equals(done.get(file)) && settled(file, stamp, now)) {
        changed.add(new Changed(file, stamp));
      }
    }
    return changed;
  }

  /** The file was dealt with; it is told again when it changes. */
  void done(Changed changed) {
    done.put(changed.file(), changed.stamp());
  }

  /** Either old enough, or the same as at the last look. */
  private boolean settled(Path file, Stamp stamp, Instant now) {
    boolean same = stamp.equals(seen.put(file, stamp));
    return same || stamp.written().plus(SETTLED).isBefore(now);
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(root)) {
      throw new IOException(root + " is not there; create it, or correct inventories.path");
    }
    try (Stream<Path> walk = Files.walk(root, MAX_DEPTH)) {
      List<Path> files =
          walk.filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .limit(MAX_FILES + 1L)
              .sorted()
              .toList();
      if (files.size() > MAX_FILES) {
        throw new IOException(root + " has more than " + MAX_FILES + " files; split it");
      }
      return files;
    }
  }

  private static @Nullable Stamp stamp(Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, new LinkOption[0]);
      return new Stamp(
          attributes.lastModifiedTime().toInstant(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return null; // gone since the walk
    }
  }
}
