package io.patchwatch.alerting.metrics;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.ExceptionEnding;
import io.patchwatch.events.FeedTrouble;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.UnverifiedPromotion;
import io.patchwatch.events.VersionConflict;
import io.patchwatch.events.VersionWentBack;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the fleet stands, folded from the topics {@code software}, {@code findings} and {@code
 * incidents}. The newest revision of each thing counts; older ones that come later change nothing.
 */
final class Posture {

  /** What is known of an asset as a whole; the worst that holds. */
  enum State {
    PATCHED,
    UNKNOWN,
    END_OF_LIFE,
    UNPATCHED;

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Open findings of an asset with one severity. */
  record AssetSeverity(String asset, String product, String environment, Severity severity) {}

  private final Map<String, SoftwareEvent> software = new TreeMap<>();
  private final Map<String, Long> revisions = new HashMap<>();
  private final Map<String, Map<String, Finding>> openByAsset = new TreeMap<>();
  private final Map<String, Incident> incidents = new HashMap<>();

  synchronized void add(SoftwareEvent event) {
    software.merge(
        event.asset().id(), event, (old, now) -> now.time().isBefore(old.time()) ? old : now);
  }

  synchronized void add(Finding finding) {
    if (revisions.getOrDefault(finding.fingerprint(), 0L) >= finding.revision()) {
      return;
    }
    revisions.put(finding.fingerprint(), finding.revision());
    Map<String, Finding> open =
        openByAsset.computeIfAbsent(finding.asset().id(), id -> new TreeMap<>());
    if (finding.resolved()) {
      open.remove(finding.fingerprint());
    } else {
      open.put(finding.fingerprint(), finding);
    }
  }

  synchronized void add(Incident incident) {
    incidents.merge(
        incident.id(), incident, (old, now) -> now.revision() > old.revision() ? now : old);
  }

  /** Number of assets in each state. */
  synchronized Map<State, Integer> assets() {
    Map<State, Integer> counts = new EnumMap<>(State.class);
    for (State state : State.values()) {
      counts.put(state, 0);
    }
    software.keySet().forEach(asset -> counts.merge(state(asset), 1, Integer::sum));
    return counts;
  }

  private State state(String asset) {
    State worst = software.get(asset) instanceof SoftwareObserved ? State.PATCHED : State.UNKNOWN;
    for (Finding finding : openByAsset.getOrDefault(asset, Map.of()).values()) {
      State state = stateOf(finding.conclusion());
      worst = state.compareTo(worst) > 0 ? state : worst;
    }
    return worst;
  }

  private static State stateOf(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.Unpatched c -> State.UNPATCHED;
      case Conclusion.EndOfLife c -> State.END_OF_LIFE;
      case Conclusion.VersionUnknown c -> State.UNKNOWN;
      case VersionConflict c -> State.UNKNOWN;
      case VersionWentBack c -> State.PATCHED; // what is wrong with the older one says another
      case Conclusion.Attacked c -> State.PATCHED; // says nothing about versions
      case UnverifiedPromotion c -> State.PATCHED; // says nothing about vulnerabilities
      case ExceptionEnding c -> State.PATCHED; // what it covers is accepted still
      case FeedTrouble c -> State.PATCHED; // about no server
    };
  }

  /** Open findings by kind and severity. */
  synchronized Map<String, Map<Severity, Integer>> openByKind() {
    Map<String, Map<Severity, Integer>> counts = new TreeMap<>();
    openByAsset
        .values()
        .forEach(
            open ->
                open.values()
                    .forEach(
                        f ->
                            counts
                                .computeIfAbsent(f.conclusion().kind(), k -> severities())
                                .merge(f.severity(), 1, Integer::sum)));
    return counts;
  }

  /** Open findings by asset and severity; assets without any have no row. */
  synchronized Map<AssetSeverity, Integer> openByAsset() {
    Map<AssetSeverity, Integer> counts = new HashMap<>();
    openByAsset.forEach((id, open) -> open.values().forEach(f -> count(f, counts)));
    return counts;
  }

  private void count(Finding finding, Map<AssetSeverity, Integer> counts) {
    Asset asset = finding.asset();
    SoftwareEvent runs = software.get(asset.id());
    String product = runs == null ? "unknown" : runs.product();
    counts.merge(
        new AssetSeverity(asset.id(), product, asset.environment(), finding.severity()),
        1,
        Integer::sum);
  }

  /** Incidents that are not resolved, by severity. */
  synchronized Map<Severity, Integer> openIncidents() {
    Map<Severity, Integer> counts = severities();
    for (Incident incident : new ArrayList<>(incidents.values())) {
      if (!incident.resolved()) {
        counts.merge(incident.severity(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static Map<Severity, Integer> severities() {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    List.of(Severity.values()).forEach(s -> counts.put(s, 0));
    return counts;
  }
}
