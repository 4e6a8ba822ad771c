package io.patchwatch.alerting.history;

import io.patchwatch.events.Anomalous;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.ExceptionEnding;
import io.patchwatch.events.FeedTrouble;
import io.patchwatch.events.Malfunction;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Silent;
import io.patchwatch.events.UnverifiedPromotion;
import io.patchwatch.events.VersionConflict;
import io.patchwatch.events.VersionWentBack;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds documents field by field, by the dotted names of the Elastic Common Schema. */
final class Ecs {

  private final Map<String, Object> fields = new LinkedHashMap<>();

  static final String VERSION = "9.0.0";

  private Ecs() {}

  /** A document that begins with these fields. */
  static Ecs of(Map<String, ?> fields) {
    Ecs ecs = new Ecs();
    ecs.fields.putAll(fields);
    return ecs;
  }

  /** A document of this time and trace. */
  static Ecs at(Instant time, @Nullable String traceId) {
    return new Ecs()
        .put("@timestamp", time.toString())
        .put("ecs.version", VERSION)
        .put("trace.id", traceId);
  }

  /** Adds a field; null is left out. */
  Ecs put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  Ecs event(String kind, String category, String action, String id) {
    return put("event.kind", kind)
        .put("event.category", List.of(category))
        .put("event.action", action)
        .put("event.id", id)
        .put("event.module", "patchwatch");
  }

  Ecs asset(Asset asset) {
    put("service.name", asset.id())
        .put("service.environment", asset.environment())
        .put("patchwatch.asset.id", asset.id())
        .put("patchwatch.asset.owner", asset.owner());
    asset.labels().forEach((name, value) -> put("labels." + name.replace('.', '_'), value));
    return this;
  }

  /** The fields that say what was concluded. */
  Ecs conclusion(Conclusion conclusion, Severity severity) {
    put("patchwatch.finding.kind", conclusion.kind())
        .put("patchwatch.finding.headline", conclusion.headline())
        .put("patchwatch.finding.severity", severity.label());
    return switch (conclusion) {
      case Conclusion.Unpatched c -> unpatched(c, severity);
      case Conclusion.EndOfLife c ->
          software(c.product(), c.version()).put("patchwatch.finding.cycle", c.cycle());
      case Conclusion.VersionUnknown c ->
          software(c.product(), c.lastVersion())
              .put("event.reason", c.detail())
              .put("patchwatch.finding.reason", c.reason());
      case VersionConflict c ->
          software(c.product(), c.version())
              .put("patchwatch.finding.claims", c.claims().stream().map(Object::toString).toList());
      case VersionWentBack c ->
          software(c.product(), c.version()).put("patchwatch.finding.former_version", c.former());
      case Attacked c -> attacked(c);
      case Malfunction c -> malfunction(c);
      case UnverifiedPromotion c ->
          software(c.product(), c.version())
              .put("patchwatch.finding.earlier_environment", c.earlier())
              .put("event.reason", c.headline());
      case ExceptionEnding c ->
          software(c.product(), null)
              .put("patchwatch.exception.id", c.exception())
              .put("patchwatch.exception.owner", c.owner())
              .put("patchwatch.exception.until", c.until().toString())
              .put("event.reason", c.reason());
      case FeedTrouble c -> feedTrouble(c);
      case Anomalous c -> anomalous(c);
      case Silent c ->
          software(c.product(), null)
              .put("event.reason", c.detail())
              .put("patchwatch.finding.score", c.score())
              .put("patchwatch.finding.expected", c.expected());
    };
  }

  Ecs software(String product, @Nullable String version) {
    return put("service.type", product)
        .put("service.version", version)
        .put("package.name", product)
        .put("package.version", version);
  }

  private Ecs unpatched(Conclusion.Unpatched c, Severity severity) {
    return software(c.product(), c.version())
        .put("vulnerability.id", c.vulnerability())
        .put("vulnerability.severity", severity.label())
        .put("vulnerability.score.base", c.cvss())
        .put("vulnerability.description", c.summary())
        .put("vulnerability.reference", c.references().isEmpty() ? null : c.references().getFirst())
        .put("vulnerability.scanner.vendor", "PatchWatch")
        .put("patchwatch.finding.advisory", c.advisory())
        .put("patchwatch.finding.exploited", c.exploited())
        .put("patchwatch.finding.patch_status", c.patchStatus().label())
        .put("patchwatch.finding.due", c.due() == null ? null : c.due().toString())
        .put("patchwatch.finding.note", c.note())
        .put("patchwatch.finding.smallest_safe", c.smallestSafe())
        .put("patchwatch.finding.latest_safe", c.latestSafe())
        .put("event.reason", String.join(" or ", c.ranges()));
  }

  private Ecs anomalous(Anomalous c) {
    return software(c.product(), null)
        .put("event.reason", c.title())
        .put("patchwatch.finding.reason", c.measure())
        .put("patchwatch.finding.count", c.count())
        .put("patchwatch.finding.expected", c.expected())
        .put("patchwatch.finding.score", c.score())
        .put("patchwatch.finding.samples", c.samples());
  }

  private Ecs feedTrouble(FeedTrouble c) {
    return put("event.reason", c.detail())
        .put("patchwatch.finding.reason", c.reason())
        .put("patchwatch.finding.feed", c.feed());
  }

  private Ecs attacked(Attacked c) {
    return software(c.product(), null)
        .rule(c.rule(), c.title(), c.advice(), c.references())
        .put("source.ip", c.sourceIp())
        .put("user.name", c.userName())
        .put("vulnerability.id", c.vulnerability())
        .put("patchwatch.finding.exposure", c.exposure() == null ? null : c.exposure().label())
        .seen(c.count(), c.samples(), c.servers(), c.note());
  }

  private Ecs malfunction(Malfunction c) {
    return software(c.product(), null)
        .rule(c.rule(), c.title(), c.advice(), c.references())
        .put("event.reason", c.subject())
        .seen(c.count(), c.samples(), c.servers(), c.note());
  }

  private Ecs rule(String id, String name, @Nullable String advice, List<String> references) {
    return put("rule.id", id)
        .put("rule.name", name)
        .put("rule.description", advice)
        .put("rule.reference", references.isEmpty() ? null : references.getFirst());
  }

  private Ecs seen(long count, List<String> samples, List<String> servers, @Nullable String note) {
    return put("patchwatch.finding.count", count)
        .put("patchwatch.finding.samples", samples)
        .put("patchwatch.finding.servers", servers.isEmpty() ? null : servers)
        .put("patchwatch.finding.note", note);
  }

  /** The fields by their dotted names, which Elasticsearch reads as objects. */
  Map<String, Object> body() {
    return fields;
  }
}
