package io.patchwatch.events.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** So many requests a minute for each owner; a bucket that refills steadily. Safe for threads. */
public final class RateLimit {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** More owners than this are forgotten once they have been away for a minute. */
  private static final int MOST = 10_000;

  private final int perMinute;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new HashMap<>();

  /**
   * Such a limit.
   *
   * @param perMinute requests of each owner, from 1; as many may come at once
   */
  public RateLimit(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  private record Bucket(double level, Instant at) {}

  /** Takes one request; zero when it may pass, else how long to wait, in whole seconds. */
  public synchronized long waitSeconds(String owner) {
    Instant now = clock.instant();
    if (buckets.size() > MOST) {
      buckets.values().removeIf(it -> it.at().plus(MINUTE).isBefore(now));
    }
    Bucket before = buckets.getOrDefault(owner, new Bucket(perMinute, now));
    double passed = Math.max(0, Duration.between(before.at(), now).toMillis());
    double level = Math.min(perMinute, before.level() + passed * perMinute / MINUTE.toMillis());
    boolean passes = level >= 1;
    buckets.put(owner, new Bucket(passes ? level - 1 : level, now));
    return passes ? 0 : (long) Math.ceil((1 - level) * MINUTE.toSeconds() / perMinute);
  }
}
