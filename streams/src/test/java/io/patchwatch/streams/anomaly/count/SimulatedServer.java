package io.patchwatch.streams.anomaly.count;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A server with a daily and weekly shape whose minutes vary more than Poisson's. */
final class SimulatedServer {

  private static final int DAY = 24 * 60;
  private final SplittableRandom random;
  private final AssetCounts counts = new AssetCounts(Thresholds.defaults());
  private final double busy;
  private double mood = 1;
  private long minute = 29_000_000L / (7 * DAY) * 7 * DAY + 4 * DAY; // a Monday
  final List<Verdict> told = new ArrayList<>();

  SimulatedServer(long seed, double busy) {
    random = new SplittableRandom(seed);
    this.busy = busy;
    counts.begin(minute);
  }

  AssetCounts counts() {
    return counts;
  }

  int hour() {
    return (int) ((minute / 60 + 24 * 3) % 168); // the epoch began on a Thursday
  }

  boolean silent() {
    return counts.isSilent(counts.silence(hour()));
  }

  double shape() {
    int hour = hour();
    boolean weekend = hour >= 5 * 24;
    double day = 0.15 + Math.max(0, Math.sin((hour % 24 - 7) / 12.0 * Math.PI));
    return busy * day * (weekend ? 0.3 : 1) * mood;
  }

  SimulatedServer minutes(int many) {
    for (int i = 0; i < many; i++) {
      minute(0, 0, 1);
    }
    return this;
  }

  SimulatedServer days(int days) {
    return minutes(days * DAY);
  }

  /** A minute with so much more of it, and so much of its traffic. */
  List<Verdict> minute(int errors, int logins, double traffic) {
    if (minute % 60 == 0) {
      mood = Math.exp(0.1 * random.nextGaussian());
    }
    counts.add(Measure.TRAFFIC, poisson(shape() * traffic));
    counts.add(Measure.ERRORS, poisson(shape() * 0.01) + errors);
    counts.add(Measure.LOGIN_FAILURES, poisson(shape() * 0.02) + logins);
    List<Verdict> verdicts = counts.close(hour());
    told.addAll(verdicts);
    minute++;
    return verdicts;
  }

  private int poisson(double mean) {
    if (mean > 50) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  long raised() {
    return told.stream().filter(v -> v instanceof Verdict.Unusual).count();
  }
}
