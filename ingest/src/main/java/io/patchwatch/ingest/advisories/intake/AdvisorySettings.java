package io.patchwatch.ingest.advisories.intake;

import io.patchwatch.ingest.advisories.feed.WatchedDirectory;
import io.patchwatch.ingest.advisories.remote.FeedSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where advisories come from.
 *
 * @param bundledSnapshot publish the advisories of this release
 * @param snapshotStaleAfter so old they are stale; null: never
 * @param directories of advisory files, watched for changes
 * @param feeds of the network, and archives
 */
public record AdvisorySettings(
    boolean bundledSnapshot,
    @Nullable Duration snapshotStaleAfter,
    List<WatchedDirectory> directories,
    List<FeedSettings> feeds) {

  public AdvisorySettings {
    directories = List.copyOf(directories);
    feeds = List.copyOf(feeds);
  }

  /** Names of all that is reported on. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    if (bundledSnapshot) {
      names.add("snapshot");
    }
    directories.forEach(directory -> names.add(directory.name()));
    feeds.forEach(feed -> names.add(feed.name()));
    return names;
  }
}
