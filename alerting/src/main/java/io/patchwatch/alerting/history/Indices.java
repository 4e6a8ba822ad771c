package io.patchwatch.alerting.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names of the indices. State indices have one document a thing; the others one a happening. */
final class Indices {

  static final String ASSETS = "patchwatch-assets";
  static final String FINDINGS = "patchwatch-findings";
  static final String INCIDENTS = "patchwatch-incidents";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd").withZone(ZoneOffset.UTC);

  private Indices() {}

  /** Transitions, deliveries and dead letters of one day (UTC). */
  static String timeline(Instant at) {
    return "patchwatch-timeline-" + DAY.format(at);
  }

  /** Log records of one day (UTC). */
  static String logs(Instant at) {
    return "patchwatch-logs-" + DAY.format(at);
  }
}
