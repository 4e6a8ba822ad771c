package io.patchwatch.bench;

import io.patchwatch.events.Anomalous;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Malfunction;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Silent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the on-call path makes of findings: those with one group are one incident, which is told
 * when it opens and when it gets worse, and is over when its last finding is.
 */
final class Pages {

  /** What is concluded from logs; versions are another matter. */
  private static final Set<String> LOGS = Set.of("attacked", "malfunction", "anomalous", "silent");

  private final Map<Map<String, String>, Open> incidents = new HashMap<>();
  private final List<Told> told = new ArrayList<>();

  private static final class Open {
    private final Map<String, Severity> findings = new HashMap<>();
    private Severity worst = Severity.UNKNOWN;
  }

  /** How loud an incident is told. */
  enum Loudness {
    /** Wakes somebody: high and critical, as {@code rules backtest} counts pages. */
    PAGE,
    /** Waits for the morning: medium. */
    TICKET,
    /** Is only shown. */
    NOTE;

    static Loudness of(Severity severity) {
      return switch (severity) {
        case CRITICAL, HIGH -> PAGE;
        case MEDIUM -> TICKET;
        case LOW, INFO, UNKNOWN -> NOTE;
      };
    }
  }

  /**
   * An incident opened or became louder.
   *
   * @param cause the rule, the count or {@code silence}
   * @param servers that it is about
   */
  record Told(
      Instant at,
      Loudness loudness,
      String cause,
      Set<String> servers,
      String product,
      String say) {

    boolean about(String server, String itsProduct) {
      return servers.contains(server)
          || (cause.startsWith("new-pattern") && product.equals(itsProduct));
    }
  }

  /** Takes the next record of a finding. */
  void take(Finding finding, Instant now) {
    if (!LOGS.contains(finding.conclusion().kind())) {
      return;
    }
    Open incident = incidents.computeIfAbsent(finding.group(), group -> new Open());
    if (finding.resolved()) {
      incident.findings.remove(finding.fingerprint());
      if (incident.findings.isEmpty()) {
        incidents.remove(finding.group());
      }
      return;
    }
    incident.findings.put(finding.fingerprint(), finding.severity());
    if (finding.severity().compareTo(incident.worst) > 0) {
      raise(incident, finding, now);
    }
  }

  private void raise(Open incident, Finding finding, Instant now) {
    Severity before = incident.worst;
    incident.worst = finding.severity();
    Loudness loudness = Loudness.of(incident.worst);
    if (before == Severity.UNKNOWN || loudness != Loudness.of(before)) {
      Conclusion it = finding.conclusion();
      String product = it.labels().getOrDefault("product", "");
      told.add(new Told(now, loudness, cause(it), servers(finding), product, it.headline()));
    }
  }

  private static String cause(Conclusion it) {
    return switch (it) {
      case Anomalous anomalous -> anomalous.measure();
      case Silent silent -> "silence";
      default -> it.labels().getOrDefault("rule", it.kind());
    };
  }

  private static Set<String> servers(Finding finding) {
    Set<String> servers = new TreeSet<>();
    servers.add(finding.asset().id());
    switch (finding.conclusion()) {
      case Attacked it -> servers.addAll(it.servers());
      case Malfunction it -> servers.addAll(it.servers());
      default -> {}
    }
    return servers;
  }

  List<Told> told() {
    return told;
  }
}
