package io.patchwatch.ingest.advisories.feed;

import io.patchwatch.events.FeedReported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one watched directory stands: known up to its newest good file; refused while any file is.
 * Not thread-safe.
 */
final class DirectoryReports {

  private final FeedName name;
  private final Path directory;
  private final InstantSource clock;
  private final Map<String, Instant> good = new HashMap<>();
  private final Map<String, String> refused = new TreeMap<>();
  private long records;

  DirectoryReports(FeedName name, Path directory, InstantSource clock) {
    this.name = name;
    this.directory = directory;
    this.clock = clock;
  }

  boolean holds(Path file) {
    return file.startsWith(directory);
  }

  /** Notes what became of a file of this directory. */
  void note(FileOutcome outcome) {
    switch (outcome) {
      case FileOutcome.Taken taken -> {
        refused.remove(taken.file());
        good.put(taken.file(), changed(Path.of(taken.file())));
        records += taken.events().size();
      }
      case FileOutcome.Refused bad -> refused.put(bad.file(), bad.why());
      case FileOutcome.Gone gone -> refused.remove(gone.file());
    }
  }

  /** Whether a good file came again as it was, but known up to a later time. */
  boolean isNewer(Path file) {
    Instant before = good.get(file.toString());
    if (before == null || !Files.exists(file)) {
      return false;
    }
    Instant now = changed(file);
    good.put(file.toString(), now);
    return now.isAfter(before);
  }

  /** How it stands now. */
  FeedReported report() {
    @Nullable Instant newest = good.values().stream().max(Instant::compareTo).orElse(null);
    Instant now = clock.instant();
    if (!refused.isEmpty()) {
      List<String> whys = List.copyOf(refused.values());
      String more = whys.size() == 1 ? "" : " (and " + (whys.size() - 1) + " more)";
      return name.refused(now, newest, records, "unreadable", whys.get(0) + more);
    }
    return newest == null
        ? name.unreached(now, null, 0, "empty", directory + " has no file of advisories")
        : name.good(now, newest, records, good.size() + " files read");
  }

  private Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return clock.instant(); // it was there a moment ago
    }
  }
}
