package io.patchwatch.streams.feeds;

import io.patchwatch.events.Asset;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.FeedReported.State;
import io.patchwatch.events.FeedTrouble;
import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.life.Signal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a feed can be relied on at some time. What came and was refused is told at once; that
 * nothing came is told when nothing ever came or when what is there has become stale. Pure.
 */
final class Reliance {

  static final String STALE = "stale";
  static final String NEVER_READ = "never-read";

  /** So many times the stale age is worse than stale. */
  private static final int LONG_STALE = 3;

  private Reliance() {}

  /** What is to be said of the feed now. */
  static Signal of(FeedReported report, Instant now) {
    Duration age = age(report, now);
    String reason = reason(report, age);
    return reason == null ? clear(report, now) : raise(report, reason, age, now);
  }

  /** Null: it can be relied on. */
  private static @Nullable String reason(FeedReported report, @Nullable Duration age) {
    String aged = age == null ? NEVER_READ : stale(report, age, 1) ? STALE : null;
    return switch (report.state()) {
      case GOOD -> age == null ? null : aged;
      case REFUSED -> report.reason();
      case UNREACHED -> aged;
      case RETIRED -> null;
    };
  }

  private static boolean stale(FeedReported report, Duration age, int times) {
    Duration limit = report.staleAfter();
    return limit != null && age.compareTo(limit.multipliedBy(times)) > 0;
  }

  private static @Nullable Duration age(FeedReported report, Instant now) {
    Instant asOf = report.asOf();
    if (asOf == null) {
      return null;
    }
    return asOf.isAfter(now) ? Duration.ZERO : Duration.between(asOf, now);
  }

  private static Signal raise(
      FeedReported report, String reason, @Nullable Duration age, Instant now) {
    boolean old = age != null && stale(report, age, LONG_STALE);
    return new Signal.Raise(
        fingerprint(report),
        now,
        asset(report),
        old ? Severity.HIGH : Severity.MEDIUM,
        new FeedTrouble(
            report.feed(),
            report.format(),
            report.source(),
            reason,
            report.detail(),
            report.asOf(),
            age,
            report.records()));
  }

  private static Signal clear(FeedReported report, Instant now) {
    String proof =
        report.state() == State.RETIRED
            ? "the feed is no longer configured"
            : "read and good, known up to " + report.asOf();
    return new Signal.Clear(
        fingerprint(report),
        now,
        asset(report).id(),
        new Resolution(Resolution.Reason.FEED_GOOD, proof));
  }

  private static Asset asset(FeedReported report) {
    return FeedTrouble.asset(report.feed());
  }

  private static String fingerprint(FeedReported report) {
    return Fingerprints.of("feed-trouble", report.feed());
  }
}
