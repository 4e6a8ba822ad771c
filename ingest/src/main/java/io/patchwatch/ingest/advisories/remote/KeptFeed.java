package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.events.FeedReported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a feed on disk.
 *
 * @param lastGood when it was last found good; null: never
 * @param records how many records are kept
 * @param files with its good content
 * @param last what its last look came to; null: it was never looked at
 */
public record KeptFeed(
    String name,
    @Nullable Instant lastGood,
    long records,
    List<Path> files,
    @Nullable FeedReported last) {

  public KeptFeed {
    files = List.copyOf(files);
  }

  /**
   * Reads it; a feed that was never looked at is empty.
   *
   * @param directory where each feed has a directory of state
   */
  public static KeptFeed of(Path directory, String name) throws IOException {
    Path own = directory.resolve(name);
    if (!Files.isDirectory(own)) {
      return new KeptFeed(name, null, 0, List.of(), null);
    }
    FeedStore store = new FeedStore(own);
    FeedMemory memory = store.memory("");
    return new KeptFeed(name, memory.lastGood(), memory.records(), store.contents(), store.last());
  }
}
