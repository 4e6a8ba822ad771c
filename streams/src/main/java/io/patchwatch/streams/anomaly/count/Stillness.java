package io.patchwatch.streams.anomaly.count;

import java.nio.ByteBuffer;

/**
 * How surprising it is that a server writes nothing. It is learned in what share of minutes it
 * writes anything, at each hour of the week, and not how much: thirty lines of a backup at half
 * past two make ten minutes busy, and not the whole hour. The probability of nothing at all since
 * the last record is the product of those shares' complements; its logarithm is taken for the mean
 * of a Poisson distribution whose rate differs from one hour to the next, as busy and lazy days do.
 */
final class Stillness {

  /** Bytes of {@link #write}. */
  static final int BYTES = Profile.BYTES + 3 * Double.BYTES;

  /** Variance of the rate of an hour, relative to its square: it differs by a fifth. */
  private static final double VARIATION = 0.05;

  /** A minute without a record is never less likely than one of a hundred. */
  private static final double MOST_SHARE = 0.99;

  /** A server that is not heard in at least every third minute has pauses for other reasons. */
  private static final double LEAST_SHARE = 1 / 3.0;

  /** Beyond this (score 6) a silence is no longer learned: an outage does not become usual. */
  private static final double OUTAGE = 20;

  /** Beyond this the server is rather silent than having a lazy day. */
  private static final double PAUSE = 4;

  private static final double LEVEL_MEMORY = 1 - 1.0 / 90;

  private final Profile heard = new Profile();
  private double quiet;
  private double recentHeard;
  private double recentExpected;

  /** Closes the next minute. */
  void close(int hour, boolean spoke) {
    double share = heard.rate(hour);
    quiet = spoke ? 0 : quiet - Math.log(1 - Math.min(MOST_SHARE, share)) * level();
    if (quiet < OUTAGE) {
      heard.learn(hour, spoke ? 1 : 0);
    }
    if (quiet < PAUSE) {
      recentHeard = recentHeard * LEVEL_MEMORY + (spoke ? 1 : 0);
      recentExpected = recentExpected * LEVEL_MEMORY + share;
    }
  }

  /** How often it spoke lately against the profile, at most 1: a quiet holiday is no outage. */
  private double level() {
    return recentExpected <= 0 ? 1 : Math.min(1, recentHeard / recentExpected);
  }

  /** Whether it speaks so often at that hour that its silence means something. */
  boolean isTalkative(int hour) {
    return heard.rate(hour) >= LEAST_SHARE;
  }

  /** −log10 of the probability of nothing since the last record. */
  double score() {
    return Tail.none(quiet, quiet + VARIATION * quiet * quiet);
  }

  /** Nobody listened: what was not heard proves nothing. */
  void forget() {
    quiet = 0;
  }

  void write(ByteBuffer out) {
    heard.write(out);
    out.putDouble(quiet).putDouble(recentHeard).putDouble(recentExpected);
  }

  void read(ByteBuffer in) {
    heard.read(in);
    quiet = in.getDouble();
    recentHeard = in.getDouble();
    recentExpected = in.getDouble();
  }
}
