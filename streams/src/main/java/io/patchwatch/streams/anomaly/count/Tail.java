package io.patchwatch.streams.anomaly.count;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * How surprising a count is: −log10 of its tail probability, 0 (expected) to {@link #MOST}. Counts
 * that vary more than Poisson's are negative binomial with the same mean and variance, which is the
 * usual form of the quasi-Poisson model (Ver Hoef and Boveng 2007, Ecology 88:2766).
 */
final class Tail {

  /** Beyond this a double cannot tell the difference. */
  static final double MOST = 300;

  /** So much more than the mean the variance must be to count as more. */
  private static final double POISSON = 1.0001;

  private Tail() {}

  /** −log10 of P(X ≥ count). */
  static double upper(double count, double mean, double variance) {
    if (count <= mean || count <= 0) {
      return 0;
    }
    double m = Math.max(mean, 1e-6);
    if (variance <= m * POISSON) {
      return surprise(RegularizedGamma.P.value(count, m));
    }
    double r = m * m / (variance - m);
    return surprise(RegularizedBeta.value(m / (r + m), count, r));
  }

  /** −log10 of P(X = 0). */
  static double none(double mean, double variance) {
    if (mean <= 0) {
      return 0;
    }
    if (variance <= mean * POISSON) {
      return Math.min(MOST, mean / Math.log(10));
    }
    double r = mean * mean / (variance - mean);
    return Math.min(MOST, r * Math.log10((r + mean) / r));
  }

  private static double surprise(double p) {
    return p > 0 ? Math.min(MOST, Math.max(0, -Math.log10(p))) : MOST;
  }
}
