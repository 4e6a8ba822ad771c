package io.patchwatch.ingest.versions;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to ask next: at the interval with up to a tenth of jitter, so that a fleet is not asked in
 * step; after {@link #PATIENCE} failures at twice the wait each time, at most {@link #LONGEST} (or
 * the interval, if that is longer).
 */
record Backoff(Duration interval, RandomGenerator random) {

  static final Duration LONGEST = Duration.ofHours(1);

  /** So many failures in a row are asked after at the usual interval. */
  static final int PATIENCE = 3;

  private static final int MAX_DOUBLINGS = 16;
  private static final double JITTER = 0.1;

  /** The wait after so many failures in a row. */
  Duration next(int failures) {
    long base = interval.toMillis();
    long ceiling = Math.max(base, LONGEST.toMillis());
    int doublings = Math.clamp(failures - PATIENCE, 0, MAX_DOUBLINGS);
    long wait = Math.min(base << doublings, ceiling);
    return Duration.ofMillis((long) (wait * (1 - JITTER * random.nextDouble())));
  }

  /** The wait before the first question: anywhere in the first tenth of the interval. */
  Duration first() {
    return Duration.ofMillis((long) (interval.toMillis() * JITTER * random.nextDouble()));
  }
}
