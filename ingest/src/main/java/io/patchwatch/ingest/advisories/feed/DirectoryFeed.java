package io.patchwatch.ingest.advisories.feed;

import io.patchwatch.events.FeedReported;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the files of some directories say: OSV, CVE 5, NVD, CISA KEV, EPSS and
 * endoflife.date, in any mix, plain or {@code .gz}, as {@code .json}, {@code .ndjson} or {@code
 * .csv}, and again when a file changes. A file that is cut off, empty, unreadable or gone never
 * withdraws anything: only its source does, in a record.
 */
public final class DirectoryFeed implements AutoCloseable {

  /** Who observed it, in the events. */
  public static final String COLLECTOR = "advisory-directory";

  private final AdvisoryFiles files;
  private final Ledger ledger;
  private final Consumer<FileOutcome> outcomes;
  private final Map<Path, String> contents = new HashMap<>();
  private final List<Path> directories;
  private final List<DirectoryReports> standings;
  private final Consumer<FeedReported> reports;
  private boolean started;
  private @Nullable DirectoryWatch watch;

  /**
   * Prepares; nothing is read until {@link #start()}.
   *
   * @param directories each read with all below it
   * @param ledger what is published already, such as the built-in snapshot
   * @param outcomes told of each file, one call at a time, from the caller's thread during {@link
   *     #start()} and from a thread of the feed later; it may block
   * @param reports told how each directory stands, first when all files were read once
   */
  public DirectoryFeed(
      List<WatchedDirectory> directories,
      ProductIndex products,
      Ledger ledger,
      InstantSource clock,
      Consumer<FileOutcome> outcomes,
      Consumer<FeedReported> reports) {
    this.directories = directories.stream().map(WatchedDirectory::path).toList();
    this.files = new AdvisoryFiles(products);
    this.ledger = ledger;
    this.outcomes = outcomes;
    this.reports = reports;
    this.standings =
        directories.stream()
            .map(dir -> new DirectoryReports(dir.reported(), dir.path(), clock))
            .toList();
  }

  /**
   * Reads everything that is there, and from then on what changes.
   *
   * @throws IOException if a directory is not there or cannot be watched
   */
  public void start() throws IOException {
    DirectoryWatch watching = new DirectoryWatch(this::look);
    watch = watching;
    for (Path directory : directories) {
      if (!Files.isDirectory(directory)) {
        watching.close();
        throw new IOException(
            directory + " is not a directory; create it or take it out of advisories.directories");
      }
      watching.add(directory);
    }
    standings.forEach(standing -> reports.accept(standing.report()));
    this.started = true;
    watching.start();
  }

  /** Stops watching; returns when the last file is done with. */
  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }

  private void look(Path file) {
    if (BoundedFiles.isCandidate(file)) {
      FileOutcome outcome = read(file);
      if (outcome == null) {
        standings.stream().filter(s -> s.isNewer(file)).forEach(s -> reports.accept(s.report()));
      } else {
        outcomes.accept(outcome);
        standings.stream().filter(s -> s.holds(file)).forEach(s -> note(s, outcome));
      }
    }
  }

  private void note(DirectoryReports standing, FileOutcome outcome) {
    standing.note(outcome);
    if (started) {
      reports.accept(standing.report());
    }
  }

  /** Null: the same content as before. */
  private @Nullable FileOutcome read(Path file) {
    if (!Files.exists(file)) {
      return contents.remove(file) == null ? null : new FileOutcome.Gone(file.toString());
    }
    if (Files.isDirectory(file)) {
      return null;
    }
    try {
      byte[] bytes = BoundedFiles.read(file);
      String content = Fingerprints.of(new String(bytes, StandardCharsets.ISO_8859_1));
      return content.equals(contents.put(file, content)) ? null : taken(file, bytes);
    } catch (BadRecord e) {
      return new FileOutcome.Refused(file.toString(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new FileOutcome.Refused(file.toString(), file + ": " + e.getMessage());
    }
  }

  private FileOutcome taken(Path file, byte[] bytes) throws IOException {
    Origin origin =
        new Origin(
            BoundedFiles.plainName(file), Files.getLastModifiedTime(file).toInstant(), COLLECTOR);
    Reading reading = files.read(bytes, origin);
    return new FileOutcome.Taken(file.toString(), ledger.news(reading, origin), reading.problems());
  }
}
