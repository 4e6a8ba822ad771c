package io.patchwatch.ingest.advisories.feed;

import io.patchwatch.events.FeedReported;
import io.patchwatch.events.FeedReported.State;
import io.patchwatch.events.Fingerprints;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A feed in reports.
 *
 * @param name as in the configuration
 * @param format what it carries
 * @param source where it comes from, without credentials
 * @param staleAfter from this age on it is stale; null: never
 */
public record FeedName(String name, String format, String source, @Nullable Duration staleAfter) {

  /** Who reports. */
  public static final String COLLECTOR = "advisory-feeds";

  /** The snapshot that a release carries. */
  public static FeedName snapshot(@Nullable Duration staleAfter) {
    return new FeedName("snapshot", "snapshot", "this release", staleAfter);
  }

  /** What came is good, or nothing changed since. */
  public FeedReported good(Instant now, Instant asOf, long records, String detail) {
    return report(now, State.GOOD, asOf, records, null, detail);
  }

  /** Something came and was refused. */
  public FeedReported refused(
      Instant now, @Nullable Instant asOf, long records, String reason, String detail) {
    return report(now, State.REFUSED, asOf, records, reason, detail);
  }

  /** Nothing came. */
  public FeedReported unreached(
      Instant now, @Nullable Instant asOf, long records, String reason, String detail) {
    return report(now, State.UNREACHED, asOf, records, reason, detail);
  }

  /** Nobody looks at it any more. */
  public FeedReported retired(Instant now) {
    return report(now, State.RETIRED, null, 0, null, "no longer configured");
  }

  private FeedReported report(
      Instant now,
      State state,
      @Nullable Instant asOf,
      long records,
      @Nullable String reason,
      String detail) {
    return new FeedReported(
        Fingerprints.of("feed", name, now.toString(), state.name()),
        now,
        COLLECTOR,
        name,
        format,
        source,
        state,
        asOf,
        records,
        reason,
        cut(detail),
        staleAfter);
  }

  private static String cut(String detail) {
    int most = 2_000;
    return detail.length() > most ? detail.substring(0, most) + "…" : detail;
  }
}
