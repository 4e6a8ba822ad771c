package io.patchwatch.alerting.incidents;

import io.patchwatch.events.Severity;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open incidents that this process looks after, for metrics. Safe for use by several threads.
 */
public final class OpenIncidents {

  private final Map<String, Severity> open = new ConcurrentHashMap<>();

  void see(Ledger ledger) {
    if (ledger.open() > 0) {
      open.put(ledger.id(), ledger.severity());
    } else {
      open.remove(ledger.id());
    }
  }

  void forget(String incident) {
    open.remove(incident);
  }

  /** How many are open, by severity; every severity has an entry. */
  public Map<Severity, Long> bySeverity() {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      counts.put(severity, 0L);
    }
    open.values().forEach(severity -> counts.merge(severity, 1L, Long::sum));
    return counts;
  }
}
