package io.patchwatch.alerting.history;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names of the indices. State indices have one document a thing; the others one a happening. */
final class Indices {

  static final String ASSETS = "patchwatch-assets";
  static final String POSTURE = "patchwatch-posture";
  static final String FINDINGS = "patchwatch-findings";
  static final String INCIDENTS = "patchwatch-incidents";

  private static final Duration OLDEST = Duration.ofDays(31);
  private static final Duration NEWEST = Duration.ofDays(1);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd").withZone(ZoneOffset.UTC);

  private Indices() {}

  /** Transitions, deliveries and dead letters of one day (UTC). */
  static String timeline(Instant at, Instant written) {
    return "patchwatch-timeline-" + DAY.format(plausible(at, written));
  }

  /** Log records of one day (UTC). */
  static String logs(Instant at, Instant written) {
    return "patchwatch-logs-" + DAY.format(plausible(at, written));
  }

  /**
   * A log line says its own time, and whoever writes the line may say anything. A time far from
   * when the record was written to Kafka must not make an index for each day since 1970.
   */
  private static Instant plausible(Instant at, Instant written) {
    boolean near = at.isAfter(written.minus(OLDEST)) && at.isBefore(written.plus(NEWEST));
    return near ? at : written;
  }
}
