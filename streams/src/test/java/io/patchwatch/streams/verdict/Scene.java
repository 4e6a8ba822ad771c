package io.patchwatch.streams.verdict;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.Precision;
import io.patchwatch.events.Severity;
import io.patchwatch.events.VulnerabilityMarked;
import io.patchwatch.streams.version.VersionScheme;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A product, what is known of it, and questions to the judge. */
final class Scene {

  static final LocalDate TODAY = LocalDate.parse("2026-11-23");
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  private final ProductRules rules;
  private final List<Advisory> advisories = new ArrayList<>();
  private final Map<String, VulnerabilityMarked> marks = new HashMap<>();
  private LifecyclePublished lifecycle;

  Scene(String product, String scheme, int laneDepth) {
    this.rules = new ProductRules(product, VersionScheme.of(scheme), laneDepth, List.of());
  }

  Scene advisory(String vulnerability, String source, AffectedRange... ranges) {
    return advisory(vulnerability, source, List.of(ranges), List.of());
  }

  Scene advisory(
      String vulnerability,
      String source,
      List<AffectedRange> affected,
      List<AffectedRange> unaffected) {
    return advisory(vulnerability, source, Severity.HIGH, affected, unaffected);
  }

  Scene advisory(
      String vulnerability,
      String source,
      Severity severity,
      List<AffectedRange> affected,
      List<AffectedRange> unaffected) {
    advisories.add(
        new Advisory(
            source + "-" + advisories.size(),
            vulnerability,
            List.of(),
            rules.product(),
            source,
            "summary",
            severity,
            null,
            null,
            affected,
            unaffected,
            List.of(),
            null,
            NOW));
    return this;
  }

  Scene exploited(String vulnerability) {
    marks.put(
        vulnerability,
        new VulnerabilityMarked(
            "m",
            NOW,
            "test",
            rules.product(),
            vulnerability,
            LocalDate.parse("2023-08-24"),
            LocalDate.parse("2023-09-14"),
            false,
            0.97,
            NOW));
    return this;
  }

  Scene cycles(LifecyclePublished.Cycle... cycles) {
    lifecycle =
        new LifecyclePublished(
            "l", NOW, "test", rules.product(), List.of(cycles), "endoflife.date", NOW);
    return this;
  }

  static LifecyclePublished.Cycle cycle(String name, String latest, String endOfLife) {
    return new LifecyclePublished.Cycle(
        name, latest, endOfLife == null ? null : LocalDate.parse(endOfLife), false, false);
  }

  Knowledge knowledge() {
    return new Knowledge(advisories, marks, lifecycle);
  }

  Verdict judge(String version) {
    return judge(version, Precision.FULL);
  }

  Verdict judge(String version, Precision precision) {
    return Judge.judge(rules, version, precision, knowledge(), TODAY);
  }
}
