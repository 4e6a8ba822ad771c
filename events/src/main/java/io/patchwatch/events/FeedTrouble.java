package io.patchwatch.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An advisory feed cannot be relied on: what it published since {@code asOf} is not known.
 *
 * @param feed name from the configuration
 * @param format what it carries, for example {@code osv}
 * @param source where it comes from, without credentials
 * @param reason {@code stale}, {@code never-read}, or the kind of trouble of the last look, as in
 *     {@link FeedReported#reason()}
 * @param detail one line for a person: what happened and what to do
 * @param asOf the time up to which the source is known; null: never
 * @param age how long ago that was when this was concluded; null: never
 * @param records how many records of it stay in force
 */
public record FeedTrouble(
    String feed,
    String format,
    String source,
    String reason,
    String detail,
    @Nullable Instant asOf,
    @Nullable Duration age,
    long records)
    implements Conclusion {

  public FeedTrouble {
    Require.text(feed, "feed");
    Require.text(format, "format");
    Require.text(source, "source");
    Require.text(reason, "reason");
    Require.text(detail, "detail");
    Require.atLeast(0, records, "records");
  }

  /** The asset that stands for a feed in findings. */
  public static Asset asset(String feed) {
    return Asset.of("feed:" + feed);
  }

  @Override
  public String kind() {
    return "feed-trouble";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("feed", feed, "reason", reason);
  }

  @Override
  public List<String> groupBy() {
    return List.of("feed");
  }

  @Override
  public String headline() {
    return "advisory feed " + feed + ": " + reason + ", " + shownAge();
  }

  private String shownAge() {
    if (age == null) {
      return "never read";
    }
    return "known up to " + asOf + ", " + Spans.words(age) + " ago";
  }
}
