package io.patchwatch.alerting.history;

import io.patchwatch.alerting.posture.AssetPosture;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What is stored of each record on the topics. Pure: the same record gives the same documents. */
final class Documents {

  private Documents() {}

  /** The asset as it was seen last. */
  static List<Document> of(SoftwareEvent event, Origin origin) {
    Ecs ecs = Ecs.at(event.time(), origin.trace()).asset(event.asset());
    switch (event) {
      case SoftwareObserved e ->
          ecs.event("asset", "package", "software-observed", e.id())
              .software(e.product(), e.version())
              .put("patchwatch.asset.precision", e.precision().name().toLowerCase(Locale.ROOT))
              .put("patchwatch.evidence.source", e.evidence().source())
              .put("patchwatch.evidence.locator", e.evidence().locator());
      case ProbeFailed e ->
          ecs.event("asset", "package", "probe-failed", e.id())
              .software(e.product(), null)
              .put("event.reason", e.detail())
              .put("error.code", e.failure().name().toLowerCase(Locale.ROOT));
    }
    long version = Math.max(1, event.time().toEpochMilli());
    return List.of(Document.of(Indices.ASSETS, event.asset().id(), version, ecs.body()));
  }

  /** How an asset stands. */
  static Document of(AssetPosture posture) {
    Severity worst = posture.worst();
    Instant due = posture.due();
    String id = posture.asset().id();
    Ecs ecs =
        Ecs.at(posture.at(), null)
            .event("state", "vulnerability", "posture", id + "-" + posture.revision())
            .asset(posture.asset())
            .software(posture.product(), posture.version())
            .put("patchwatch.posture.state", posture.state().label())
            .put("patchwatch.posture.worst", worst == null ? null : worst.label())
            .put("patchwatch.posture.open", posture.open())
            .put("patchwatch.posture.unpatched", posture.unpatched())
            .put("patchwatch.posture.exploited", posture.exploited())
            .put("patchwatch.posture.overdue", posture.overdue())
            .put("patchwatch.posture.due", due == null ? null : due.toString());
    return Document.of(Indices.POSTURE, id, posture.revision(), ecs.body());
  }

  /** The finding as it stands, and the step on the timeline. */
  static List<Document> of(Finding finding, Origin origin) {
    String state = finding.transition().name().toLowerCase(Locale.ROOT);
    String stepId = finding.fingerprint() + "-" + finding.revision();
    Ecs ecs =
        Ecs.at(finding.at(), origin.trace())
            .event("alert", category(finding), "finding-" + state, stepId)
            .asset(finding.asset())
            .conclusion(finding.conclusion(), finding.severity())
            .put("patchwatch.finding.fingerprint", finding.fingerprint())
            .put("patchwatch.finding.revision", finding.revision())
            .put("patchwatch.finding.state", finding.resolved() ? "resolved" : "open")
            .put("patchwatch.finding.opened_at", finding.openedAt().toString());
    Finding.Resolution resolution = finding.resolution();
    if (resolution != null) {
      ecs.put("patchwatch.finding.resolution", resolution.detail());
    }
    return List.of(
        Document.of(Indices.FINDINGS, finding.fingerprint(), finding.revision(), ecs.body()),
        Document.of(Indices.timeline(finding.at(), origin.written()), stepId, 1, ecs.body()));
  }

  private static String category(Finding finding) {
    return category(finding.conclusion());
  }

  private static String category(Conclusion conclusion) {
    return switch (conclusion.kind()) {
      case "attacked" -> "intrusion_detection";
      case "malfunction" -> "process";
      default -> "vulnerability";
    };
  }

  /** The incident as it stands, and the step on the timeline. */
  static List<Document> of(Incident incident, Origin origin) {
    String state = incident.state().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    String stepId = incident.id() + "-" + incident.revision();
    Ecs ecs =
        Ecs.at(incident.changedAt(), origin.trace())
            .event("alert", category(incident.latest().conclusion()), "incident-" + state, stepId)
            .conclusion(incident.latest().conclusion(), incident.severity())
            .put("message", incident.title())
            .put("patchwatch.incident.id", incident.id())
            .put("patchwatch.incident.revision", incident.revision())
            .put("patchwatch.incident.state", state)
            .put("patchwatch.incident.title", incident.title())
            .put("patchwatch.incident.severity", incident.severity().label())
            .put("patchwatch.incident.opened_at", incident.openedAt().toString())
            .put("patchwatch.incident.open", incident.open())
            .put("patchwatch.incident.total", incident.total())
            .put(
                "patchwatch.incident.assets",
                incident.members().stream().map(Incident.Member::asset).distinct().toList());
    care(ecs, incident);
    return List.of(
        Document.of(Indices.INCIDENTS, incident.id(), incident.revision(), ecs.body()),
        Document.of(
            Indices.timeline(incident.changedAt(), origin.written()), stepId, 1, ecs.body()));
  }

  private static void care(Ecs ecs, Incident incident) {
    if (incident.state() instanceof IncidentState.Acknowledged it) {
      ecs.put("patchwatch.incident.acknowledged_by", it.by());
    }
    Incident.Care care = incident.care();
    if (care != null) {
      ecs.put("patchwatch.incident.muted_by", care.mutedBy());
      List<String> notes =
          care.notes().stream().map(note -> note.by() + ": " + note.text()).toList();
      ecs.put("patchwatch.incident.notes", notes.isEmpty() ? null : notes);
    }
  }

  /** One attempt to deliver, on the timeline. */
  static List<Document> of(Receipt receipt, Origin origin) {
    String outcome = receipt.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    Ecs ecs =
        Ecs.at(receipt.at(), origin.trace())
            .event("event", "notification", "delivery-" + outcome, receipt.id())
            .put("event.outcome", outcome.equals("sent") ? "success" : "failure")
            .put("event.duration", receipt.took().toNanos())
            .put("event.reason", reason(receipt.outcome()))
            .put("patchwatch.delivery.id", receipt.delivery())
            .put("patchwatch.delivery.receiver", receipt.receiver())
            .put("patchwatch.delivery.kind", receipt.kind().name().toLowerCase(Locale.ROOT))
            .put("patchwatch.delivery.attempt", receipt.attempt())
            .put("patchwatch.incident.id", receipt.incidents());
    return List.of(
        Document.of(Indices.timeline(receipt.at(), origin.written()), receipt.id(), 1, ecs.body()));
  }

  private static String reason(Receipt.Outcome outcome) {
    return switch (outcome) {
      case Receipt.Outcome.Sent sent -> sent.detail();
      case Receipt.Outcome.Retry retry -> retry.reason();
      case Receipt.Outcome.Rejected rejected -> rejected.reason();
    };
  }

  /** The log record. */
  static List<Document> of(LogParsed log, Origin origin) {
    Ecs ecs =
        Ecs.of(log.fields())
            .put("@timestamp", log.time().toString())
            .put("ecs.version", Ecs.VERSION)
            .put("trace.id", origin.trace())
            .asset(log.asset())
            .put("event.id", log.id())
            .put("event.kind", "event")
            .put("service.type", log.product())
            .put("log.file.path", log.origin().path())
            .put("log.offset", log.origin().offset())
            .put("patchwatch.parser", log.parser() == null ? "none" : log.parser());
    return List.of(
        Document.of(Indices.logs(log.time(), origin.written()), log.id(), 1, ecs.body()));
  }

  /** A record that nobody could read; its payload stays on the topic. */
  static List<Document> of(DeadLetter letter, Origin origin) {
    Ecs ecs =
        Ecs.at(letter.at(), origin.trace())
            .event("pipeline_error", "configuration", "dead-letter", letter.key())
            .put("error.message", letter.error())
            .put("patchwatch.dead_letter.topic", letter.topic())
            .put("patchwatch.dead_letter.partition", letter.partition())
            .put("patchwatch.dead_letter.offset", letter.offset())
            .put("patchwatch.dead_letter.reader", letter.reader());
    return List.of(
        Document.of(Indices.timeline(letter.at(), origin.written()), letter.key(), 1, ecs.body()));
  }
}
