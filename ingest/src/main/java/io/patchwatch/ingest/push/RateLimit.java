package io.patchwatch.ingest.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** So many requests a minute for each owner; a bucket that refills steadily. Safe for threads. */
final class RateLimit {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int perMinute;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new HashMap<>();

  RateLimit(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  private record Bucket(double level, Instant at) {}

  /** Takes one request; zero when it may pass, else how long to wait, in whole seconds. */
  synchronized long waitSeconds(String owner) {
    Instant now = clock.instant();
    Bucket before = buckets.getOrDefault(owner, new Bucket(perMinute, now));
    double passed = Math.max(0, Duration.between(before.at(), now).toMillis());
    double level = Math.min(perMinute, before.level() + passed * perMinute / MINUTE.toMillis());
    boolean passes = level >= 1;
    buckets.put(owner, new Bucket(passes ? level - 1 : level, now));
    return passes ? 0 : (long) Math.ceil((1 - level) * MINUTE.toSeconds() / perMinute);
  }
}
