package io.patchwatch.events;

import java.time.Duration;

/** Lengths of time in words. */
final class Spans {

  private static final long HOURS_SHOWN_BELOW = 48;

  private Spans() {}

  /** Whole minutes below two hours, whole hours below two days, else whole days. */
  static String words(Duration span) {
    if (span.toMinutes() < 120) {
      return span.toMinutes() + " min";
    }
    return span.toHours() < HOURS_SHOWN_BELOW ? span.toHours() + " h" : span.toDays() + " days";
  }
}
