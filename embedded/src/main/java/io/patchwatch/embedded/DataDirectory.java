package io.patchwatch.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's data directory, held by this process alone until it is closed.
 *
 * <p>The hold is a lock of the operating system on a file, not the file's presence: it vanishes
 * with its process, so a hard kill leaves nothing that blocks the next start.
 */
final class DataDirectory implements AutoCloseable {

  private static final String LOCK_FILE = "embedded.lock";
  private static final int LONGEST_PID = 20;

  private final Path path;
  private final boolean temporary;
  private final FileChannel lock;

  private DataDirectory(Path path, boolean temporary, FileChannel lock) {
    this.path = path;
    this.temporary = temporary;
    this.lock = lock;
  }

  /**
   * Takes hold of the directory, or of a new temporary one.
   *
   * @param server the server's name for messages and for the name of a temporary directory
   * @throws EmbeddedStartException if it cannot be created or written, or another process holds it
   */
  static DataDirectory take(String server, Optional<Path> chosen) {
    Path path =
        chosen.map(Path::toAbsolutePath).map(Path::normalize).orElseGet(() -> temporary(server));
    create(server, path);
    FileChannel channel = openLock(server, path);
    if (lock(server, path, channel) == null) {
      String holder = holder(channel);
      closeQuietly(channel);
      throw inUse(server, path, holder);
    }
    writePid(channel);
    return new DataDirectory(path, chosen.isEmpty(), channel);
  }

  Path path() {
    return path;
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** Lets go of the directory, and deletes it if it is temporary. */
  @Override
  public void close() {
    closeQuietly(lock);
    if (temporary) {
      FileTree.delete(path);
    }
  }

  private static Path temporary(String server) {
    try {
      return Files.createTempDirectory("patchwatch-" + server + "-");
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "embedded "
              + server
              + ": no temporary directory can be created in "
              + System.getProperty("java.io.tmpdir")
              + "; free some space, or choose a data directory",
          e);
    }
  }

  private static void create(String server, Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "embedded "
              + server
              + ": data directory "
              + path
              + " cannot be created ("
              + e
              + "); choose another one, or mend its owner and permissions",
          e);
    }
  }

  private static FileChannel openLock(String server, Path path) {
    try {
      return FileChannel.open(path.resolve(LOCK_FILE), CREATE, READ, WRITE);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "embedded "
              + server
              + ": data directory "
              + path
              + " is not writable ("
              + e
              + "); choose another one, or mend its owner and permissions",
          e);
    }
  }

  private static @Nullable FileLock lock(String server, Path path, FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    } catch (IOException e) {
      closeQuietly(channel);
      throw new EmbeddedStartException(
          "embedded "
              + server
              + ": data directory "
              + path
              + " cannot be locked ("
              + e
              + "); use a file system that supports locks",
          e);
    }
  }

  private static EmbeddedStartException inUse(String server, Path path, String holder) {
    return new EmbeddedStartException(
        "embedded "
            + server
            + ": data directory "
            + path
            + " is in use by process "
            + holder
            + "; stop that process, or choose another directory");
  }

  private static String holder(FileChannel channel) {
    try {
      ByteBuffer pid = ByteBuffer.allocate(LONGEST_PID);
      channel.read(pid, 0);
      return new String(pid.array(), 0, pid.position(), UTF_8).strip();
    } catch (IOException e) {
      return "(unknown)";
    }
  }

  private static void writePid(FileChannel channel) {
    try {
      channel.truncate(0);
      channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
