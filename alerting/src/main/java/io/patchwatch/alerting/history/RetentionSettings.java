package io.patchwatch.alerting.history;

import java.time.Duration;

/**
 * How long days of the history are kept ({@code elasticsearch.retention}). States are kept always.
 *
 * @param logs log records, 1 d to 3650 d
 * @param timeline what happened, 1 d to 3650 d
 */
public record RetentionSettings(Duration logs, Duration timeline) {

  private static final Duration LONGEST = Duration.ofDays(3650);

  public RetentionSettings {
    check(logs, "logs");
    check(timeline, "timeline");
  }

  private static void check(Duration time, String key) {
    if (time == null || time.compareTo(Duration.ofDays(1)) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "retention." + key + ": " + time + " is not possible; use 1d to 3650d");
    }
  }
}
