package io.patchwatch.streams.logs;

import java.time.Duration;

/**
 * When failed logins are an attack; {@code detection.brute_force} in the configuration.
 *
 * @param failures so many failures within {@code window}, 2 to 1000; 0: 5
 * @param window in the log's own time, 1 s to 1 day; absent: 10 minutes
 * @param quiet the attack has ended when so long no failure was seen, 1 s to 1 day; absent: 15
 *     minutes
 */
public record BruteForceSettings(int failures, Duration window, Duration quiet) {

  private static final int MOST_FAILURES = 1000;

  public BruteForceSettings {
    failures = failures == 0 ? 5 : failures;
    window = window == null ? Duration.ofMinutes(10) : window;
    quiet = quiet == null ? Duration.ofMinutes(15) : quiet;
    if (failures < 2 || failures > MOST_FAILURES) {
      throw new IllegalArgumentException(
          "detection.brute_force.failures is " + failures + "; use 2 to " + MOST_FAILURES);
    }
    check(window, "window");
    check(quiet, "quiet");
  }

  /** 5 failures in 10 minutes, ended after 15 quiet minutes. */
  @SuppressWarnings("NullAway") // absent is what the constructor takes for "the default"
  public static BruteForceSettings defaults() {
    return new BruteForceSettings(0, null, null);
  }

  private static void check(Duration value, String key) {
    if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "detection.brute_force." + key + " is " + value + "; use 1s to 1d");
    }
  }
}
