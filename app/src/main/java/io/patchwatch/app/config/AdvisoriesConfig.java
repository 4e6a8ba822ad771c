package io.patchwatch.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where advisories come from.
 *
 * @param bundledSnapshot publish the snapshot that this release carries
 * @param snapshotStaleAfter when it is so old, it is told; 0s: never
 * @param directories directories of advisory files, watched for changes
 * @param directoriesStaleAfter when the newest file of one is so old, it is told; 0s: never
 * @param feeds of the network, archives, and directories with settings of their own
 */
public record AdvisoriesConfig(
    boolean bundledSnapshot,
    Duration snapshotStaleAfter,
    List<Path> directories,
    Duration directoriesStaleAfter,
    List<FeedConfig> feeds) {

  public AdvisoriesConfig {
    Set<String> names = new HashSet<>(List.of("snapshot"));
    for (FeedConfig feed : feeds == null ? List.<FeedConfig>of() : feeds) {
      if (!names.add(feed.name())) {
        throw new IllegalArgumentException(
            "feeds: the name '" + feed.name() + "' is used twice; names are unique");
      }
    }
  }
}
