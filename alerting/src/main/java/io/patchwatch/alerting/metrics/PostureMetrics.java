package io.patchwatch.alerting.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.patchwatch.alerting.posture.AssetPosture.State;
import io.patchwatch.alerting.posture.Posture;
import io.patchwatch.alerting.posture.Releases;
import io.patchwatch.events.PatchStatus;
import io.patchwatch.events.Severity;
import java.util.List;
import java.util.Map;

/**
 * The posture of the fleet as gauges. At most one series for each asset and severity; never a CVE
 * in a label: those are in the history.
 */
final class PostureMetrics {

  private final Posture posture;
  private final MultiGauge assets;
  private final MultiGauge releases;
  private final MultiGauge unpatched;
  private final MultiGauge findings;
  private final MultiGauge assetFindings;
  private final MultiGauge incidents;

  PostureMetrics(Posture posture, MeterRegistry registry) {
    this.posture = posture;
    this.assets =
        MultiGauge.builder("patchwatch.assets")
            .description("Watched chat servers by state; the worst that holds")
            .register(registry);
    this.releases =
        MultiGauge.builder("patchwatch.release.assets")
            .description("Watched chat servers by the release that they run")
            .register(registry);
    this.unpatched =
        MultiGauge.builder("patchwatch.unpatched")
            .description("Open vulnerabilities by environment and patch status")
            .register(registry);
    this.findings =
        MultiGauge.builder("patchwatch.findings.open")
            .description("Open findings by kind and severity")
            .register(registry);
    this.assetFindings =
        MultiGauge.builder("patchwatch.asset.findings.open")
            .description("Open findings of one asset by severity")
            .register(registry);
    this.incidents =
        MultiGauge.builder("patchwatch.incidents.open")
            .description("Incidents that are not resolved, by severity")
            .register(registry);
  }

  /** Brings the gauges up to date; called before each scrape. */
  void refresh() {
    assets.register(
        posture.assets().entrySet().stream()
            .flatMap(group -> states(group.getKey(), group.getValue()).stream())
            .toList(),
        true);
    releases.register(
        Releases.of(posture.fleet()).entrySet().stream()
            .<Row<?>>map(e -> Row.of(tags(e.getKey()), e.getValue()))
            .toList(),
        true);
    unpatched.register(
        posture.unpatched().entrySet().stream()
            .flatMap(environment -> statuses(environment.getKey(), environment.getValue()).stream())
            .toList(),
        true);
    findings.register(
        posture.openByKind().entrySet().stream()
            .flatMap(kind -> rows(kind.getValue(), Tags.of("kind", kind.getKey())).stream())
            .toList(),
        true);
    assetFindings.register(
        posture.openByAsset().entrySet().stream()
            .<Row<?>>map(e -> Row.of(tags(e.getKey()), e.getValue()))
            .toList(),
        true);
    incidents.register(rows(posture.openIncidents(), Tags.empty()), true);
  }

  private static List<Row<?>> states(Posture.Group group, Map<State, Integer> counts) {
    Tags tags = Tags.of("product", group.product(), "environment", group.environment());
    return counts.entrySet().stream()
        .<Row<?>>map(e -> Row.of(tags.and("state", e.getKey().label()), e.getValue()))
        .toList();
  }

  private static List<Row<?>> statuses(String environment, Map<PatchStatus, Integer> counts) {
    Tags tags = Tags.of("environment", environment);
    return counts.entrySet().stream()
        .<Row<?>>map(e -> Row.of(tags.and("patch_status", e.getKey().label()), e.getValue()))
        .toList();
  }

  private static List<Row<?>> rows(Map<Severity, Integer> counts, Tags tags) {
    return counts.entrySet().stream()
        .<Row<?>>map(e -> Row.of(tags.and("severity", e.getKey().label()), e.getValue()))
        .toList();
  }

  private static Tags tags(Releases.Row row) {
    return Tags.of(
        "product", row.group().product(),
        "environment", row.group().environment(),
        "version", row.version(),
        "state", row.state().label());
  }

  private static Tags tags(Posture.AssetSeverity row) {
    return Tags.of(
        "asset", row.asset(),
        "product", row.product(),
        "environment", row.environment(),
        "severity", row.severity().label());
  }
}
