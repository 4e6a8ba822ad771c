package io.patchwatch.ingest.rules;

import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.RuleEvent;
import io.patchwatch.events.RulePublished;
import io.patchwatch.events.RuleWithdrawn;
import io.patchwatch.ingest.advisories.feed.DirectoryWatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the files of Sigma rules in directories, each again when it changes, and withdraws
 * those that are gone, also those that went while this process was away. Whether a file holds good
 * rules is for the streams role to say.
 */
public final class RuleFiles implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RuleFiles.class);
  private static final String COLLECTOR = "rule-files";

  private final PublishedFiles published;
  private final Consumer<RuleEvent> publish;
  private final InstantSource clock;
  private final Set<String> seen = new HashSet<>();
  private @Nullable DirectoryWatch watch;

  /**
   * Prepares; nothing is read before {@link #start}.
   *
   * @param ledger file in which it is remembered what was published
   * @param publish takes each event, one call at a time; it may block
   */
  public RuleFiles(Path ledger, Consumer<RuleEvent> publish, InstantSource clock) {
    this.published = new PublishedFiles(ledger);
    this.publish = publish;
    this.clock = clock;
  }

  /**
   * Publishes all files, withdraws those that are gone, and from then on what changes.
   *
   * @throws IOException if a directory is not there or cannot be watched
   */
  public void start(List<Path> directories) throws IOException {
    if (!directories.isEmpty()) {
      DirectoryWatch started = new DirectoryWatch(this::look);
      watch = started;
      for (Path directory : directories) {
        if (!Files.isDirectory(directory)) {
          started.close();
          throw new IOException(
              directory
                  + " is not a directory; create it or take it out of detection.rules.directories");
        }
        started.add(directory.toAbsolutePath());
      }
      started.start();
    }
    Set<String> gone = new TreeSet<>(published.all());
    gone.removeAll(seen);
    gone.forEach(file -> withdraw(file, "the file is gone"));
  }

  private void look(Path path) {
    String file = path.toString();
    if (!isRules(path)) {
      return;
    }
    seen.add(file);
    if (!Files.exists(path)) {
      withdraw(file, "the file is gone");
      return;
    }
    if (file.length() > RuleEvent.LONGEST_FILE) {
      LOG.warn("detection.rules.directories: {} has too long a name; shorten it", file);
      return;
    }
    try {
      String yaml = read(path);
      if (yaml != null && !yaml.isBlank()) {
        publish(file, yaml);
      }
    } catch (IOException e) {
      LOG.warn("detection.rules.directories: {} cannot be read ({}); check it", file, e.toString());
    }
  }

  /** Samples beside rules are for tests of rules. */
  private static boolean isRules(Path path) {
    String name = String.valueOf(path.getFileName());
    return (name.endsWith(".yml") || name.endsWith(".yaml"))
        && !name.endsWith(".samples.yml")
        && !name.startsWith(".");
  }

  private static @Nullable String read(Path path) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(RulePublished.LONGEST_YAML + 1);
    }
    if (bytes.length > RulePublished.LONGEST_YAML) {
      LOG.warn(
          "detection.rules.directories: {} is larger than {} bytes; part it. What it said before"
              + " holds",
          path,
          RulePublished.LONGEST_YAML);
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      LOG.warn(
          "detection.rules.directories: {} is not UTF-8; save it so. What it said before holds",
          path);
      return null;
    }
  }

  private void publish(String file, String yaml) {
    Instant now = clock.instant();
    publish.accept(
        new RulePublished(Fingerprints.of("rules", file, yaml), now, COLLECTOR, file, yaml));
    published.add(file);
  }

  private void withdraw(String file, String why) {
    if (published.remove(file)) {
      Instant now = clock.instant();
      publish.accept(
          new RuleWithdrawn(
              Fingerprints.of("rules-gone", file, now.toString()), now, COLLECTOR, file, why));
    }
  }

  /** Stops watching. */
  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
