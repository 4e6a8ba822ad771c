package io.patchwatch.streams.anomaly;

import io.patchwatch.streams.anomaly.count.Thresholds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
    @Nullable Boolean enabled,
    @Nullable Duration warmUp,
    @Nullable Double errors,
    @Nullable Double loginFailures,
    @Nullable Double traffic,
    @Nullable Double silence,
    @Nullable Duration patternsLearn) {

  private static final String KEY = "detection.anomalies.";
  private static final Duration LEAST_LEARN = Duration.ofHours(1);
  private static final Duration MOST_LEARN = Duration.ofDays(30);

  public AnomalySettings {
    try {
      var unused = thresholds(warmUp, errors, loginFailures, traffic, silence);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(KEY + e.getMessage(), e);
    }
    if (patternsLearn != null
        && (patternsLearn.compareTo(LEAST_LEARN) < 0 || patternsLearn.compareTo(MOST_LEARN) > 0)) {
      throw new IllegalArgumentException(
          KEY + "patterns_learn is " + patternsLearn + "; use 1h to 30d");
    }
  }

  /** All defaults. */
  public static AnomalySettings defaults() {
    return new AnomalySettings(null, null, null, null, null, null, null);
  }

  /** Whether anomalies are looked for. */
  public boolean on() {
    return enabled == null || enabled;
  }

  /** From when on counts are told. */
  public Thresholds thresholds() {
    return thresholds(warmUp, errors, loginFailures, traffic, silence);
  }

  /** How long patterns are only learned. */
  public Duration learnPatterns() {
    return patternsLearn == null ? Duration.ofDays(1) : patternsLearn;
  }

  private static Thresholds thresholds(
      @Nullable Duration warmUp,
      @Nullable Double errors,
      @Nullable Double logins,
      @Nullable Double traffic,
      @Nullable Double silence) {
    Thresholds usual = Thresholds.defaults();
    return new Thresholds(
        warmUp == null
            ? usual.warmUpMinutes()
            : Math.toIntExact(Math.min(warmUp.toMinutes(), 1 << 20)),
        errors == null ? usual.errors() : errors,
        logins == null ? usual.loginFailures() : logins,
        traffic == null ? usual.traffic() : traffic,
        silence == null ? usual.silence() : silence);
  }
}
