package io.patchwatch.ingest.advisories.feed;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A directory of advisory files.
 *
 * @param name in reports
 * @param path read with all below it
 * @param staleAfter when its newest file is so old it is stale; null: never
 */
public record WatchedDirectory(String name, Path path, @Nullable Duration staleAfter) {

  /** As it is called in reports. */
  FeedName reported() {
    return new FeedName(name, "directory", path.toString(), staleAfter);
  }
}
