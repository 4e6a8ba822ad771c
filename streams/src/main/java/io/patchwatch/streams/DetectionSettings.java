package io.patchwatch.streams;

import io.patchwatch.streams.anomaly.AnomalySettings;
import io.patchwatch.streams.policy.Policy;
import io.patchwatch.streams.rules.RuleSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is detected when; {@code detection:} in the configuration. The same on every instance.
 *
 * @param bruteForce must be absent: what it said, rules say now
 * @param probeFailuresBeforeAlert so many probes in a row must fail before it is told, 1 to 1000;
 *     0: 3
 * @param coverageGrace how long to wait for the first advisory of a product before it is told that
 *     there is none, 1 s to 1 day; absent: 5 minutes
 * @param policy what is to be patched by when; absent: nothing has a due date
 * @param evidenceWindow a source that fell silent for so long while others spoke no longer counts,
 *     and an older version that ran for so long is no rollback any more; 1 hour to 365 days;
 *     absent: 7 days
 * @param rules which rules hold; absent: the built-in ones
 * @param anomalies what is unusual in logs; absent: its defaults
 */
public record DetectionSettings(
    @Nullable Map<String, String> bruteForce,
    int probeFailuresBeforeAlert,
    Duration coverageGrace,
    Policy policy,
    Duration evidenceWindow,
    RuleSettings rules,
    AnomalySettings anomalies) {

  private static final int MOST_FAILURES = 1000;
  private static final String REPLACED =
      "detection.brute_force was replaced by rules; take it out. To change when failed logins are"
          + " an attack, put a copy of the built-in rule login-brute-force, with its id, into one"
          + " of detection.rules.directories; to switch it off, name it in detection.rules.disabled";

  public DetectionSettings {
    if (bruteForce != null) {
      throw new IllegalArgumentException(REPLACED);
    }
    probeFailuresBeforeAlert = probeFailuresBeforeAlert == 0 ? 3 : probeFailuresBeforeAlert;
    policy = policy == null ? Policy.none() : policy;
    rules = rules == null ? RuleSettings.defaults() : rules;
    anomalies = anomalies == null ? AnomalySettings.defaults() : anomalies;
    coverageGrace = coverageGrace == null ? Duration.ofMinutes(5) : coverageGrace;
    if (probeFailuresBeforeAlert < 1 || probeFailuresBeforeAlert > MOST_FAILURES) {
      throw new IllegalArgumentException(
          "detection.probe_failures_before_alert is "
              + probeFailuresBeforeAlert
              + "; use 1 to "
              + MOST_FAILURES);
    }
    if (coverageGrace.compareTo(Duration.ofSeconds(1)) < 0
        || coverageGrace.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "detection.coverage_grace is " + coverageGrace + "; use 1s to 1d");
    }
    evidenceWindow = evidenceWindow == null ? Duration.ofDays(7) : evidenceWindow;
    if (evidenceWindow.compareTo(Duration.ofHours(1)) < 0
        || evidenceWindow.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException(
          "detection.evidence_window is " + evidenceWindow + "; use 1h to 365d");
    }
  }

  /** All defaults. */
  @SuppressWarnings("NullAway") // absent is what the constructor takes for "the default"
  public static DetectionSettings defaults() {
    return new DetectionSettings(null, 0, null, null, null, null, null);
  }
}
