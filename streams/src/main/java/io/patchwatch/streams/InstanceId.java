package io.patchwatch.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The name under which an instance is known to Kafka, kept with its stores: who has the stores is
 * the same instance, also after it was killed, and gets its work back at once instead of after the
 * session time-out.
 */
final class InstanceId {

  private static final String FILE = "instance-id";

  private InstanceId() {}

  /** The name kept in the directory; made when there is none. */
  static String in(Path stateDirectory) {
    Path file = stateDirectory.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + file + "; make the data directory writable", e);
    }
  }

  /** Moved into place, so that a process killed meanwhile leaves no half a name. */
  private static void create(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = file.resolveSibling(FILE + ".new");
    Files.writeString(draft, "streams-" + UUID.randomUUID() + "\n", StandardCharsets.US_ASCII);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
