package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.ingest.advisories.feed.FeedName;
import io.patchwatch.ingest.advisories.fetch.Ask;
import io.patchwatch.ingest.advisories.fetch.WebSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One feed of the network, or one archive.
 *
 * @param name unique; also the name of its directory of state
 * @param url where it comes from; a directory ends with a slash
 * @param archive a local zip or tar of records instead; null: the url
 * @param select ecosystems of OSV, ids of its API or products of the catalogue; empty: what the
 *     catalogue names
 * @param checksum where its SHA-256 is published; null: nowhere
 * @param interval between two looks
 * @param staleAfter so old it is stale; null: never
 * @param maxShrink the largest share of records, 0 to 1, that may be gone from one look to the next
 * @param apiKey for sources that give one; null: none
 */
public record FeedSettings(
    String name,
    FeedKind kind,
    URI url,
    @Nullable Path archive,
    List<String> select,
    @Nullable URI checksum,
    Duration interval,
    @Nullable Duration staleAfter,
    double maxShrink,
    @Nullable String apiKey,
    WebSettings web) {

  public FeedSettings {
    select = List.copyOf(select);
    if (maxShrink < 0 || maxShrink > 1) {
      throw new IllegalArgumentException("max_shrink is " + maxShrink + "; use 0 to 1");
    }
  }

  /** As it is called in reports. */
  FeedName reported() {
    String source = archive == null ? Ask.whole(url).shown() : archive.toString();
    return new FeedName(name, kind.word(), source, staleAfter);
  }

  @Override
  public String toString() {
    return "feed " + name + " (" + kind.word() + ")"; // never the key
  }
}
