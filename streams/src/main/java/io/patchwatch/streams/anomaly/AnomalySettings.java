package io.patchwatch.streams.anomaly;

import io.patchwatch.streams.anomaly.count.Thresholds;
import java.time.Duration;

/**
 * What is unusual in logs; {@code detection.anomalies} in the configuration. The scores are −log10
 * of the probability by chance, 3 to 100.
 *
 * @param enabled absent: true
 * @param warmUp so long a server's counts are only learned, 1 h to 7 d; absent: 2 days
 * @param errors absent: 6
 * @param loginFailures absent: 6
 * @param traffic absent: 8
 * @param silence absent: 8
 * @param patternsLearn so long, or 50,000 lines, a product's patterns are only learned, 1 h to 30
 *     d; absent: 1 day
 */
public record AnomalySettings(
    Boolean enabled,
    Duration warmUp,
    Double errors,
    Double loginFailures,
    Double traffic,
    Double silence,
    Duration patternsLearn) {

  private static final String KEY = "detection.anomalies.";
  private static final Duration LEAST_LEARN = Duration.ofHours(1);
  private static final Duration MOST_LEARN = Duration.ofDays(30);

  public AnomalySettings {
    Thresholds usual = Thresholds.defaults();
    enabled = enabled == null ? Boolean.TRUE : enabled;
    warmUp = warmUp == null ? Duration.ofMinutes(usual.warmUpMinutes()) : warmUp;
    errors = errors == null ? Double.valueOf(usual.errors()) : errors;
    loginFailures = loginFailures == null ? Double.valueOf(usual.loginFailures()) : loginFailures;
    traffic = traffic == null ? Double.valueOf(usual.traffic()) : traffic;
    silence = silence == null ? Double.valueOf(usual.silence()) : silence;
    patternsLearn = patternsLearn == null ? Duration.ofDays(1) : patternsLearn;
    check(warmUp, errors, loginFailures, traffic, silence);
    if (patternsLearn.compareTo(LEAST_LEARN) < 0 || patternsLearn.compareTo(MOST_LEARN) > 0) {
      throw new IllegalArgumentException(
          KEY + "patterns_learn is " + patternsLearn + "; use 1h to 30d");
    }
  }

  /** All defaults. */
  @SuppressWarnings("NullAway") // absent is what the constructor takes for "the default"
  public static AnomalySettings defaults() {
    return new AnomalySettings(null, null, null, null, null, null, null);
  }

  /** Whether anomalies are looked for. */
  public boolean on() {
    return enabled;
  }

  /** From when on counts are told. */
  public Thresholds thresholds() {
    return thresholds(warmUp, errors, loginFailures, traffic, silence);
  }

  private static void check(
      Duration warmUp, double errors, double logins, double traffic, double silence) {
    try {
      var unused = thresholds(warmUp, errors, logins, traffic, silence);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(KEY + e.getMessage(), e);
    }
  }

  private static Thresholds thresholds(
      Duration warmUp, double errors, double logins, double traffic, double silence) {
    long minutes = Math.min(warmUp.toMinutes(), Integer.MAX_VALUE);
    return new Thresholds((int) minutes, errors, logins, traffic, silence);
  }
}
