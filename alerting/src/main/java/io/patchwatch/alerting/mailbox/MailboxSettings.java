package io.patchwatch.alerting.mailbox;

import java.time.Duration;

/**
 * How receivers are kept from being flooded.
 *
 * @param groupWait so long the first news of an incident waits for more of it; default 250 ms
 * @param burst single messages a receiver may get within a minute, from 1; what is more comes as
 *     one digest; default 5
 * @param digestWait so long what is too much for single messages is collected; default 2 s
 * @param updateInterval between two messages that say only that more servers joined; default 5 min
 * @param baselineQuiet the very first news of a receiver is collected until nothing has come for so
 *     long, and becomes one digest; zero: off; default 5 s
 * @param baselineMax longest such collection; default 60 s
 */
public record MailboxSettings(
    Duration groupWait,
    int burst,
    Duration digestWait,
    Duration updateInterval,
    Duration baselineQuiet,
    Duration baselineMax) {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MAX_BURST = 1000;

  /** The defaults. */
  public static final MailboxSettings DEFAULTS =
      new MailboxSettings(
          Duration.ofMillis(250),
          5,
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60));

  public MailboxSettings {
    check(groupWait, HOUR, "group_wait");
    check(digestWait, HOUR, "digest_wait");
    check(updateInterval, Duration.ofDays(7), "update_interval");
    check(baselineQuiet, HOUR, "baseline_quiet");
    check(baselineMax, HOUR, "baseline_max");
    if (burst < 1 || burst > MAX_BURST) {
      throw new IllegalArgumentException(
          "alerting.burst: " + burst + " is not possible; use 1 to " + MAX_BURST);
    }
    if (baselineMax.compareTo(baselineQuiet) < 0) {
      throw new IllegalArgumentException(
          "alerting.baseline_max: shorter than baseline_quiet; use at least " + baselineQuiet);
    }
  }

  private static void check(Duration value, Duration max, String key) {
    if (value.isNegative() || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "alerting."
              + key
              + ": "
              + value
              + " is not possible; use 0s to "
              + max.toMinutes()
              + "m");
    }
  }

  /** The same with another number of single messages within a minute. */
  public MailboxSettings withBurst(int other) {
    return new MailboxSettings(
        groupWait, other, digestWait, updateInterval, baselineQuiet, baselineMax);
  }

  boolean baseline() {
    return !baselineQuiet.isZero();
  }
}
