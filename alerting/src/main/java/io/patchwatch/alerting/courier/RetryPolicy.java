package io.patchwatch.alerting.courier;

import java.time.Duration;

/**
 * When an attempt that failed is repeated. The pause doubles with each attempt and is shortened at
 * random by up to a half, so that many do not come back at once; a receiver that names a time is
 * not asked before it.
 *
 * @param first pause after the first attempt; default 500 ms
 * @param longest longest pause of our own choice; default 1 min
 * @param giveUpAfter a message older than this is tried once more at most; default 6 h
 */
public record RetryPolicy(Duration first, Duration longest, Duration giveUpAfter) {

  /** The defaults. */
  public static final RetryPolicy DEFAULTS =
      new RetryPolicy(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(6));

  private static final Duration LONGEST_ASKED = Duration.ofHours(1);
  private static final int MAX_DOUBLINGS = 20;

  public RetryPolicy {
    first = first == null ? Duration.ofMillis(500) : first;
    longest = longest == null ? Duration.ofMinutes(1) : longest;
    giveUpAfter = giveUpAfter == null ? Duration.ofHours(6) : giveUpAfter;
    positive(first, "first");
    positive(longest, "longest");
    positive(giveUpAfter, "give_up_after");
    if (longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "alerting.retry.longest: shorter than first; use at least " + first);
    }
  }

  private static void positive(Duration value, String key) {
    if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(30)) > 0) {
      throw new IllegalArgumentException(
          "alerting.retry." + key + ": " + value + " is not possible; use 1ms to 30d");
    }
  }

  /**
   * The pause before the next attempt.
   *
   * @param attempt number of the attempt that failed, from 1
   * @param asked what the receiver asked for; zero: nothing; more than an hour counts as an hour
   * @param random from 0 to 1
   */
  Duration pause(int attempt, Duration asked, double random) {
    long doubled = first.toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS);
    long own = Math.min(doubled, longest.toMillis());
    long jittered = own - (long) (own / 2.0 * random);
    long wanted = Math.min(asked.toMillis(), LONGEST_ASKED.toMillis());
    return Duration.ofMillis(Math.max(Math.max(jittered, wanted), 1));
  }
}
