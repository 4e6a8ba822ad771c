package io.patchwatch.ingest.exceptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which exceptions came from where, across restarts, so that what is gone can be revoked. */
final class ExceptionLedger {

  private static final Logger LOG = LoggerFactory.getLogger(ExceptionLedger.class);

  private final Path file;
  private final Map<String, Set<String>> bySource;

  ExceptionLedger(Path file) {
    this.file = file;
    this.bySource = read(file);
  }

  private static Map<String, Set<String>> read(Path file) {
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      return new TreeMap<>(
          Wire.json()
              .readValue(
                  Files.readAllBytes(file), new TypeReference<Map<String, Set<String>>>() {}));
    } catch (IOException e) {
      LOG.error(
          "{} cannot be read ({}): exceptions that were removed meanwhile hold until they end;"
              + " revoke them with 'patchwatch exceptions revoke'",
          file,
          e.getMessage());
      return new TreeMap<>();
    }
  }

  /** The sources that were seen before. */
  Set<String> sources() {
    return new TreeSet<>(bySource.keySet());
  }

  /** Takes what a source says now; returns what it says no longer. */
  Set<String> replace(String source, Set<String> exceptions) {
    Set<String> before =
        exceptions.isEmpty()
            ? bySource.remove(source)
            : bySource.put(source, new TreeSet<>(exceptions));
    Set<String> gone = before == null ? new TreeSet<>() : new TreeSet<>(before);
    bySource.values().forEach(gone::removeAll);
    write();
    return gone;
  }

  private void write() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, Wire.json().writeValueAsBytes(bySource));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text is always JSON", e);
    } catch (IOException e) {
      LOG.error("{} cannot be written ({}); make it writable", file, e.getMessage());
    }
  }
}
