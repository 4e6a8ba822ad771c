package io.patchwatch.app.scan;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.feed.DirectoryFeed;
import io.patchwatch.ingest.advisories.feed.FileOutcome;
import io.patchwatch.ingest.advisories.feed.Ledger;
import io.patchwatch.ingest.advisories.feed.WatchedDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The records that a scan judges by: the snapshot of this release, and directories of the user's
 * own.
 *
 * @param asOf date of the snapshot
 * @param added how many events the user's own directories gave
 * @param problems files and parts of files that could not be used, one line each
 */
public record Library(
    List<AdvisoryEvent> events, LocalDate asOf, int added, List<String> problems) {

  /** Older than this, a snapshot is worth a warning. */
  public static final int OLD_DAYS = 30;

  public Library {
    events = List.copyOf(events);
    problems = List.copyOf(problems);
  }

  /**
   * The snapshot and what the directories hold, read once.
   *
   * @throws IOException if a directory is not there
   */
  public static Library of(AdvisorySnapshot snapshot, List<Path> directories, Catalogue catalogue)
      throws IOException {
    List<AdvisoryEvent> added = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    if (!directories.isEmpty()) {
      ProductIndex products = new ProductIndex(catalogue.all());
      try (DirectoryFeed feed =
          new DirectoryFeed(
              directories.stream().map(dir -> new WatchedDirectory("scan", dir, null)).toList(),
              products,
              new Ledger(DirectoryFeed.COLLECTOR, snapshot.events()),
              InstantSource.fixed(snapshot.asOf()), // only stamps reports, which a scan leaves
              file -> note(file, added, problems),
              report -> {})) {
        feed.start();
      }
    }
    return new Library(
        Stream.concat(snapshot.events().stream(), added.stream()).toList(),
        LocalDate.ofInstant(snapshot.asOf(), ZoneOffset.UTC),
        added.size(),
        problems);
  }

  private static void note(FileOutcome outcome, List<AdvisoryEvent> added, List<String> problems) {
    switch (outcome) {
      case FileOutcome.Taken taken -> {
        added.addAll(taken.events());
        problems.addAll(taken.problems());
      }
      case FileOutcome.Refused refused -> problems.add(refused.why());
      case FileOutcome.Gone gone -> {}
    }
  }

  /** Age of the snapshot in days, not below 0. */
  public long ageDays(LocalDate today) {
    return Math.max(0, ChronoUnit.DAYS.between(asOf, today));
  }

  /** Whether the snapshot is so old that newer vulnerabilities are likely not in it. */
  public boolean old(LocalDate today) {
    return ageDays(today) > OLD_DAYS;
  }
}
