package io.patchwatch.ingest.tail;

import io.patchwatch.events.Asset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One log file to follow.
 *
 * @param product catalogue id of the product that writes it
 * @param zone of times that do not say theirs; null: UTC
 * @param startAt where to begin with a file that is already there and was never read
 * @param format what stands around each line
 * @param flushAfter a record with no successor is complete when nothing was written for this long
 */
public record TailSettings(
    Asset asset,
    String product,
    Path path,
    @Nullable ZoneId zone,
    StartAt startAt,
    Format format,
    Duration flushAfter) {

  /** Default of {@code flushAfter}: short, because it delays the last record of a burst. */
  public static final Duration FLUSH_AFTER = Duration.ofMillis(200);

  /** A file whose lines are as the program wrote them. */
  public TailSettings(
      Asset asset,
      String product,
      Path path,
      @Nullable ZoneId zone,
      StartAt startAt,
      Duration flushAfter) {
    this(asset, product, path, zone, startAt, Format.PLAIN, flushAfter);
  }

  /** What stands around each line. */
  public enum Format {
    /** Nothing. */
    PLAIN,
    /** A JSON object of Docker's driver json-file. */
    DOCKER_JSON,
    /** Time, stream and tag of Kubernetes' container runtimes. */
    CRI
  }

  /** Where to begin. */
  public enum StartAt {
    BEGINNING,
    END
  }
}
