package io.patchwatch.alerting.posture;

import io.patchwatch.alerting.posture.AssetPosture.State;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.PatchStatus;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SoftwareEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the fleet stands, folded from the topics {@code software}, {@code findings} and {@code
 * incidents}. The newest revision of each thing counts; older ones that come later change nothing.
 */
public final class Posture {

  /** Open findings of an asset with one severity. */
  public record AssetSeverity(
      String asset, String product, String environment, Severity severity) {}

  /** Servers of one product in one environment. */
  public record Group(String product, String environment) {}

  private final Map<String, SoftwareEvent> software = new TreeMap<>();
  private final Map<String, Long> revisions = new HashMap<>();
  private final Map<String, Long> revisionsByAsset = new HashMap<>();
  private final Map<String, Map<String, Finding>> openByAsset = new TreeMap<>();
  private final Map<String, Incident> incidents = new HashMap<>();

  /** Takes in a record; an older one than is known changes nothing. */
  public synchronized void add(SoftwareEvent event) {
    software.merge(
        event.asset().id(), event, (old, now) -> now.time().isBefore(old.time()) ? old : now);
  }

  /** Takes in a record; an older one than is known changes nothing. */
  public synchronized void add(Finding finding) {
    if (revisions.getOrDefault(finding.fingerprint(), 0L) >= finding.revision()) {
      return;
    }
    Long before = revisions.put(finding.fingerprint(), finding.revision());
    long more = finding.revision() - (before == null ? 0 : before);
    revisionsByAsset.merge(finding.asset().id(), more, Long::sum);
    Map<String, Finding> open =
        openByAsset.computeIfAbsent(finding.asset().id(), id -> new TreeMap<>());
    if (finding.resolved()) {
      open.remove(finding.fingerprint());
    } else {
      open.put(finding.fingerprint(), finding);
    }
  }

  /** Takes in a record; an older one than is known changes nothing. */
  public synchronized void add(Incident incident) {
    incidents.merge(
        incident.id(), incident, (old, now) -> now.revision() > old.revision() ? now : old);
  }

  /** Each server as it stands. */
  public synchronized List<AssetPosture> fleet() {
    return software.values().stream().map(this::of).toList();
  }

  private AssetPosture of(SoftwareEvent seen) {
    String id = seen.asset().id();
    return AssetPosture.of(
        seen,
        openByAsset.getOrDefault(id, Map.of()).values(),
        revisionsByAsset.getOrDefault(id, 0L));
  }

  /** Number of servers in each state; every group has all states. */
  public Map<Group, Map<State, Integer>> assets() {
    Map<Group, Map<State, Integer>> counts = new HashMap<>();
    for (AssetPosture asset : fleet()) {
      counts
          .computeIfAbsent(
              new Group(asset.product(), asset.asset().environment()),
              group -> zeros(State.class, State.values()))
          .merge(asset.state(), 1, Integer::sum);
    }
    return counts;
  }

  /** Open vulnerabilities by environment and by where they stand against their due dates. */
  public synchronized Map<String, Map<PatchStatus, Integer>> unpatched() {
    Map<String, Map<PatchStatus, Integer>> counts = new TreeMap<>();
    for (Map<String, Finding> open : openByAsset.values()) {
      for (Finding finding : open.values()) {
        if (finding.conclusion() instanceof Conclusion.Unpatched it) {
          counts
              .computeIfAbsent(
                  finding.asset().environment(),
                  name -> zeros(PatchStatus.class, PatchStatus.values()))
              .merge(it.patchStatus(), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /** Open findings by kind and severity. */
  public synchronized Map<String, Map<Severity, Integer>> openByKind() {
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
  public synchronized Map<AssetSeverity, Integer> openByAsset() {
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
  public synchronized Map<Severity, Integer> openIncidents() {
    Map<Severity, Integer> counts = severities();
    for (Incident incident : new ArrayList<>(incidents.values())) {
      if (!incident.resolved()) {
        counts.merge(incident.severity(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static Map<Severity, Integer> severities() {
    return zeros(Severity.class, Severity.values());
  }

  private static <K extends Enum<K>> Map<K, Integer> zeros(Class<K> type, K[] keys) {
    Map<K, Integer> counts = new EnumMap<>(type);
    List.of(keys).forEach(key -> counts.put(key, 0));
    return counts;
  }
}
