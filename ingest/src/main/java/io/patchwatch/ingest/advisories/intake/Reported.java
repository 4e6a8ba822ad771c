package io.patchwatch.ingest.advisories.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers which feeds this process has reported on, so that one that goes is said to be gone. */
final class Reported {

  private static final Logger log = LoggerFactory.getLogger(Reported.class);

  private final Path file;

  Reported(Path directory) throws IOException {
    this.file = Files.createDirectories(directory).resolve("reported.json");
  }

  /** Remembers these; returns those that were remembered and are no longer among them. */
  Set<String> retired(Set<String> current) throws IOException {
    Set<String> gone = new TreeSet<>(known());
    gone.removeAll(current);
    Files.write(file, Wire.json().writeValueAsBytes(current));
    return gone;
  }

  private Set<String> known() throws IOException {
    if (!Files.exists(file)) {
      return Set.of();
    }
    try {
      return new TreeSet<>(
          Arrays.asList(Wire.json().readValue(Files.readAllBytes(file), String[].class)));
    } catch (JsonProcessingException e) {
      log.warn("{} is not readable and is written anew: {}", file, e.getMessage());
      return Set.of();
    }
  }
}
