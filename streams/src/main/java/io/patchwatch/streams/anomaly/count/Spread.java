package io.patchwatch.streams.anomaly.count;

import java.nio.ByteBuffer;

/**
 * How much more a series varies than Poisson's: variance = φ·mean + τ²·mean². φ is Pearson's
 * dispersion over five minutes, τ² what remains over an hour (days differ, the profile is only an
 * estimate).
 */
final class Spread {

  /** Bytes of {@link #write}. */
  static final int BYTES = 4 * Float.BYTES;

  private static final float MOST_FIVES = 3 * 288;
  private static final float MOST_HOURS = 14 * 24;
  private static final double LEAST_EXPECTED = 0.5;
  private static final double LEAST_EXPECTED_HOUR = 10;
  private static final double MOST_DISPERSION = 50;
  private static final double FLOOR = 0.01;

  private float phi = 2;
  private float fives = 12;
  private float tau2 = 0.05f;
  private float hours = 12;

  double variance(double mean) {
    return Math.max(1, phi) * mean + Math.max(FLOOR, tau2) * mean * mean;
  }

  /** Five minutes in a row with what was expected of them. */
  void fiveMinutes(double count, double expected) {
    if (expected >= LEAST_EXPECTED) {
      double off = count - expected;
      double seen = Math.min(MOST_DISPERSION, off * off / expected);
      fives = Math.min(MOST_FIVES, fives + 1);
      phi += (float) ((seen - phi) / fives);
    }
  }

  /** An hour with what was expected of it. */
  void hour(double count, double expected) {
    if (expected >= LEAST_EXPECTED_HOUR) {
      double off = count - expected;
      double seen = (off * off - Math.max(1, phi) * expected) / (expected * expected);
      hours = Math.min(MOST_HOURS, hours + 1);
      tau2 += (float) ((Math.clamp(seen, 0, 1) - tau2) / hours);
    }
  }

  void write(ByteBuffer out) {
    out.putFloat(phi).putFloat(fives).putFloat(tau2).putFloat(hours);
  }

  void read(ByteBuffer in) {
    phi = (float) Math.clamp((double) in.getFloat(), 0, MOST_DISPERSION);
    fives = Math.clamp(in.getFloat(), 1, MOST_FIVES);
    tau2 = Math.clamp(in.getFloat(), 0, 1);
    hours = Math.clamp(in.getFloat(), 1, MOST_HOURS);
  }
}
