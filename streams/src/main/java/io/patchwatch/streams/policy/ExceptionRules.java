package io.patchwatch.streams.policy;

import java.time.Duration;

/**
 * Limits of exceptions.
 *
 * @param longest an accepted risk ends at the latest so long after it was accepted, 1 to 365 days;
 *     absent: 90 days
 * @param warnBefore so long before its end its owner is warned; absent: 7 days
 */
public record ExceptionRules(Duration longest, Duration warnBefore) {

  private static final Duration DEFAULT_LONGEST = Duration.ofDays(90);
  private static final Duration DEFAULT_WARNING = Duration.ofDays(7);
  private static final Duration YEAR = Duration.ofDays(365);

  public ExceptionRules {
    longest = longest == null ? DEFAULT_LONGEST : longest;
    warnBefore = warnBefore == null ? DEFAULT_WARNING : warnBefore;
    if (longest.compareTo(Duration.ofDays(1)) < 0 || longest.compareTo(YEAR) > 0) {
      throw new IllegalArgumentException("longest is " + longest + "; use 1d to 365d");
    }
    if (warnBefore.isNegative() || warnBefore.compareTo(longest) >= 0) {
      throw new IllegalArgumentException("warn_before must be shorter than longest");
    }
  }

  static ExceptionRules defaults() {
    return new ExceptionRules(DEFAULT_LONGEST, DEFAULT_WARNING);
  }
}
