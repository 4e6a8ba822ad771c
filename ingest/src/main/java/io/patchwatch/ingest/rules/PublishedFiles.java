package io.patchwatch.ingest.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which files were published, across restarts, so that those that are gone can be withdrawn. */
final class PublishedFiles {

  private static final Logger LOG = LoggerFactory.getLogger(PublishedFiles.class);

  private final Path ledger;
  private final Set<String> files;

  PublishedFiles(Path ledger) {
    this.ledger = ledger;
    this.files = read(ledger);
  }

  private static Set<String> read(Path ledger) {
    if (!Files.exists(ledger)) {
      return new TreeSet<>();
    }
    try {
      return new TreeSet<>(
          Wire.json().readValue(Files.readAllBytes(ledger), new TypeReference<Set<String>>() {}));
    } catch (IOException e) {
      LOG.error(
          "{} cannot be read ({}): rules of files that were removed meanwhile go on; put such a file"
              + " back and remove it again",
          ledger,
          e.getMessage());
      return new TreeSet<>();
    }
  }

  Set<String> all() {
    return new TreeSet<>(files);
  }

  void add(String file) {
    if (files.add(file)) {
      write();
    }
  }

  /** Whether it was published. */
  boolean remove(String file) {
    boolean known = files.remove(file);
    if (known) {
      write();
    }
    return known;
  }

  private void write() {
    try {
      Files.createDirectories(ledger.toAbsolutePath().getParent());
      Path fresh = ledger.resolveSibling(ledger.getFileName() + ".new");
      Files.write(fresh, Wire.json().writeValueAsBytes(files));
      Files.move(
          fresh, ledger, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text is always JSON", e);
    } catch (IOException e) {
      LOG.error("{} cannot be written ({}); make it writable", ledger, e.getMessage());
    }
  }
}
