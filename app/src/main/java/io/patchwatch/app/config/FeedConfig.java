package io.patchwatch.app.config;

import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.advisories.fetch.WebSettings;
import io.patchwatch.ingest.advisories.remote.FeedKind;
import io.patchwatch.ingest.advisories.remote.FeedSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One advisory feed; docs/feeds.md explains each key.
 *
 * @param name letters, digits, dots and dashes; names its state, its metrics and its findings
 * @param kind what it carries; absent for a directory, which tells by content
 * @param url instead of the source's public address
 * @param directory of files, watched
 * @param archive local zip or tar of records
 */
public record FeedConfig(
    String name,
    @Nullable FeedKind kind,
    @Nullable URI url,
    @Nullable Path directory,
    @Nullable Path archive,
    @Nullable List<String> select,
    @Nullable URI checksumUrl,
    @Nullable Duration interval,
    @Nullable Duration staleAfter,
    @Nullable Double maxShrink,
    @Nullable Long maxBytes,
    @Nullable Secret apiKey,
    @Nullable URI proxy,
    @Nullable Duration connectTimeout,
    @Nullable Duration readTimeout,
    @Nullable Duration totalTimeout) {

  private static final Duration STALE_AT_LEAST = Duration.ofDays(2);
  private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);
  private static final double MAX_SHRINK = 0.1;
  private static final long MAX_BYTES = 4L * 1024 * 1024 * 1024;
  private static final int ATTEMPTS = 4;

  public FeedConfig {
    if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,79}")) {
      throw new IllegalArgumentException(
          "name is missing or has other characters than letters, digits, dots and dashes");
    }
    if (directory != null && (url != null || archive != null || kind != null)) {
      throw new IllegalArgumentException(
          "directory stands alone: its files are told by content; leave kind, url and archive out");
    }
    if (directory == null && kind == null) {
      throw new IllegalArgumentException("kind is missing; for example kind: kev, or a directory");
    }
    if (url != null && archive != null) {
      throw new IllegalArgumentException("use either url or archive, not both");
    }
    if (url != null && !"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("url is " + url + "; use http:// or https://");
    }
    if (kind == FeedKind.OSV_API && (select == null || select.isEmpty())) {
      throw new IllegalArgumentException("select is missing; kind osv_api needs ids of records");
    }
    if (interval != null && interval.compareTo(SHORTEST_INTERVAL) < 0) {
      throw new IllegalArgumentException("interval is " + interval + "; use 1m or more");
    }
  }

  /** What is fetched; for feeds with a kind. */
  public FeedSettings settings() {
    FeedKind of = Objects.requireNonNull(kind);
    Duration every = Objects.requireNonNullElse(interval, of.interval());
    return new FeedSettings(
        name,
        of,
        Objects.requireNonNullElse(url, of.url()),
        archive,
        select == null ? List.of() : select,
        checksumUrl,
        every,
        orNever(staleAfter == null ? longer(every.multipliedBy(3), STALE_AT_LEAST) : staleAfter),
        Objects.requireNonNullElse(maxShrink, MAX_SHRINK),
        apiKey == null ? null : apiKey.reveal(),
        web());
  }

  private WebSettings web() {
    return new WebSettings(
        Objects.requireNonNullElse(connectTimeout, Duration.ofSeconds(15)),
        Objects.requireNonNullElse(readTimeout, Duration.ofSeconds(30)),
        Objects.requireNonNullElse(totalTimeout, Duration.ofMinutes(30)),
        Objects.requireNonNullElse(maxBytes, MAX_BYTES),
        proxy,
        ATTEMPTS,
        Duration.ofSeconds(2));
  }

  /** Zero means never. */
  public static @Nullable Duration orNever(Duration staleAfter) {
    return staleAfter.isZero() ? null : staleAfter;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
