package io.patchwatch.ingest.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds and opens log files by their identity, which survives a rename. */
final class TailedFile implements AutoCloseable {

  private final FileChannel channel;
  private final String identity;

  private TailedFile(FileChannel channel, String identity) {
    this.channel = channel;
    this.identity = identity;
  }

  /**
   * Opens a file for reading.
   *
   * @throws IOException if it is not there or may not be read
   */
  static TailedFile open(Path path) throws IOException {
    String before = identity(path);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    if (before.equals(identity(path))) {
      return new TailedFile(channel, before);
    }
    channel.close();
    throw new IOException(path + " was replaced while it was opened");
  }

  /** The identity of what is now at this path: device and inode where the file system has them. */
  static String identity(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    return key == null ? "created:" + attributes.creationTime() : key.toString();
  }

  /** Whether the path leads to another file now, or to none. */
  boolean movedAwayFrom(Path path) throws IOException {
    try {
      return !identity.equals(identity(path));
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  /** The renamed file with this identity beside the path ({@code x.log.1} beside {@code x.log}). */
  static Optional<Path> renamed(Path path, String identity) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    String name = path.getFileName().toString();
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .filter(file -> hasIdentity(file, identity))
          .findFirst();
    }
  }

  private static boolean hasIdentity(Path file, String identity) {
    try {
      return identity.equals(identity(file));
    } catch (IOException e) {
      return false; // gone in the meantime
    }
  }

  FileChannel channel() {
    return channel;
  }

  String identity() {
    return identity;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
