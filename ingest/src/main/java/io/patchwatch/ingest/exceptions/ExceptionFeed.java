package io.patchwatch.ingest.exceptions;

import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.ExceptionRevoked;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.ImpactStated;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.Scope;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.feed.DirectoryWatch;
import io.patchwatch.ingest.vex.Statement;
import io.patchwatch.ingest.vex.VexDocument;
import io.patchwatch.ingest.vex.VexFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the exceptions of the configuration and of directories with VEX documents, and again
 * when a document changes. An exception that is taken out is revoked; a document that cannot be
 * read changes nothing.
 */
public final class ExceptionFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExceptionFeed.class);
  private static final String CONFIGURATION = "configuration";
  private static final String VEX = "vex-directory";
  private static final int LONGEST_TEXT = 200;

  private final VexFiles documents;
  private final ExceptionLedger ledger;
  private final Consumer<ExceptionCommand> publish;
  private final InstantSource clock;
  private final Set<String> seen = new HashSet<>();
  private @Nullable DirectoryWatch watch;

  /**
   * Prepares; nothing is read before {@link #start}.
   *
   * @param ledger file in which it is remembered what came from where
   * @param publish takes each command, one call at a time; it may block
   */
  public ExceptionFeed(
      Catalogue catalogue, Path ledger, Consumer<ExceptionCommand> publish, InstantSource clock) {
    this.documents = new VexFiles(catalogue);
    this.ledger = new ExceptionLedger(ledger);
    this.publish = publish;
    this.clock = clock;
  }

  /**
   * Publishes all that there is, revokes what is there no longer, and from then on what changes.
   *
   * @param longest how long an accepted risk may last at most
   * @throws IOException if a directory is not there or cannot be watched
   */
  public void start(List<DeclaredException> declared, List<Path> directories, Duration longest)
      throws IOException {
    declare(declared, longest);
    if (!directories.isEmpty()) {
      DirectoryWatch started = new DirectoryWatch(this::look);
      watch = started;
      for (Path directory : directories) {
        if (!Files.isDirectory(directory)) {
          started.close();
          throw new IOException(
              directory + " is not a directory; create it or take it out of exceptions.vex");
        }
        started.add(directory);
      }
      started.start();
    }
    ledger.sources().stream()
        .filter(source -> !source.equals(CONFIGURATION) && !seen.contains(source))
        .forEach(source -> revoke(ledger.replace(source, Set.of()), source + " is gone"));
  }

  private void declare(List<DeclaredException> declared, Duration longest) {
    Instant now = clock.instant();
    Set<String> ids = new TreeSet<>();
    for (DeclaredException it : declared) {
      if (!it.until().isAfter(now)) {
        LOG.warn("exceptions.accepted: {} ended {}; take it out", it.id(), it.until());
      } else if (it.until().isAfter(now.plus(longest))) {
        LOG.error(
            "exceptions.accepted: {} ends {}, later than the {} days that"
                + " detection.policy.exceptions.longest allows; it does not hold",
            it.id(),
            it.until(),
            longest.toDays());
      } else {
        ids.add(it.id());
        publish.accept(accepted(it, now));
      }
    }
    revoke(ledger.replace(CONFIGURATION, ids), "taken out of the configuration");
  }

  private static RiskAccepted accepted(DeclaredException it, Instant now) {
    return new RiskAccepted(
        Fingerprints.of("risk-accepted", it.toString(), now.toString()),
        now,
        CONFIGURATION,
        it.id(),
        it.owner(),
        it.reason(),
        it.scope(),
        it.until());
  }

  private void look(Path file) {
    String name = file.toString();
    if (!name.endsWith(".json") || file.getFileName().toString().startsWith(".")) {
      return;
    }
    seen.add(name);
    if (!Files.exists(file)) {
      revoke(ledger.replace(name, Set.of()), name + " is gone");
      return;
    }
    try {
      take(name, read(file));
    } catch (BadRecord | IllegalArgumentException e) {
      LOG.warn("exceptions.vex: {}; what it said before holds", e.getMessage());
    } catch (IOException e) {
      LOG.warn("exceptions.vex: {} cannot be read ({}); check it", name, e.getMessage());
    }
  }

  private VexDocument read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(VexFiles.MAX_BYTES + 1);
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      return documents.read(bytes, new Origin(file.toString(), modified, VEX));
    }
  }

  private void take(String source, VexDocument document) {
    document.problems().forEach(problem -> LOG.warn("exceptions.vex: {}", problem));
    Instant now = clock.instant();
    Map<String, ImpactStated> stated = new TreeMap<>();
    document.statements().forEach(it -> add(stated, document, it, now));
    LOG.info(
        "exceptions.vex: {}: {} statements about products of the catalogue, {} about others",
        source,
        stated.size(),
        document.elsewhere());
    stated.values().forEach(publish);
    revoke(ledger.replace(source, stated.keySet()), source + " says it no longer");
  }

  private static void add(
      Map<String, ImpactStated> stated, VexDocument document, Statement it, Instant now) {
    String exception =
        "vex-"
            + Fingerprints.of(
                document.id(),
                it.vulnerabilities().getFirst(),
                it.product(),
                it.versions().toString());
    stated.put(
        exception,
        new ImpactStated(
            Fingerprints.of("impact-stated", exception, it.toString(), now.toString()),
            now,
            VEX,
            exception,
            it.stated(),
            cut(document.author(), LONGEST_TEXT),
            cut(document.id(), LONGEST_TEXT),
            it.status(),
            it.justification(),
            it.detail(),
            new Scope(
                it.vulnerabilities(),
                it.product(),
                it.versions(),
                List.of(),
                null,
                new TreeMap<>())));
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  private void revoke(Set<String> exceptions, String why) {
    Instant now = clock.instant();
    for (String exception : exceptions) {
      publish.accept(
          new ExceptionRevoked(
              Fingerprints.of("exception-revoked", exception, now.toString()),
              now,
              CONFIGURATION,
              exception,
              CONFIGURATION,
              why));
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
