package io.patchwatch.streams;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.streams.anomaly.AnomalyCounters;
import io.patchwatch.streams.logs.LogCounters;
import io.patchwatch.streams.rules.RuleBook;

/**
 * What a process shows of its work.
 *
 * @param logs counts the log records by product
 * @param rules that hold, and what they did
 * @param anomalies how many servers are learned and watched
 */
public record Insight(LogCounters logs, RuleBook rules, AnomalyCounters anomalies) {

  /** Nothing was done yet. */
  public static Insight of(DetectionSettings settings, Catalogue catalogue) {
    return new Insight(
        new LogCounters(catalogue), RuleBook.builtIn(settings.rules()), new AnomalyCounters());
  }
}
