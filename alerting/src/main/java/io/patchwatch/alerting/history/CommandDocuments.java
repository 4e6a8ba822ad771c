package io.patchwatch.alerting.history;

import io.patchwatch.events.Command;
import io.patchwatch.events.ExceptionRevoked;
import io.patchwatch.events.ImpactStated;
import io.patchwatch.events.IncidentAcknowledged;
import io.patchwatch.events.IncidentClosed;
import io.patchwatch.events.IncidentNoted;
import io.patchwatch.events.IncidentUnacknowledged;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.SilenceExpired;
import io.patchwatch.events.SilenceSet;
import java.util.List;

/** What is stored of each command: who gave it, about what, and why. Pure. */
final class CommandDocuments {

  private CommandDocuments() {}

  static List<Document> of(Command command, Origin origin) {
    Ecs ecs =
        Ecs.at(command.time(), origin.trace())
            .put("patchwatch.command.collector", command.collector());
    switch (command) {
      case IncidentAcknowledged it ->
          about(ecs, it.incident(), "incident-acknowledge", it.by(), it.id());
      case IncidentUnacknowledged it ->
          about(ecs, it.incident(), "incident-unacknowledge", it.by(), it.id());
      case IncidentNoted it ->
          about(ecs, it.incident(), "incident-note", it.by(), it.id()).put("message", it.text());
      case IncidentClosed it ->
          about(ecs, it.incident(), "incident-close", it.by(), it.id()).put("message", it.reason());
      case SilenceSet it -> silence(ecs, it);
      case SilenceExpired it ->
          command(ecs, "silence-expired", it.by(), it.id())
              .put("patchwatch.silence.id", it.silence());
      case RiskAccepted it ->
          command(ecs, "risk-accepted", it.owner(), it.id())
              .put("message", it.reason())
              .put("patchwatch.exception.id", it.exception())
              .put("patchwatch.exception.until", it.until().toString());
      case ImpactStated it ->
          command(ecs, "impact-stated", it.author(), it.id())
              .put("message", it.detail())
              .put("patchwatch.exception.id", it.exception());
      case ExceptionRevoked it ->
          command(ecs, "exception-revoked", it.by(), it.id())
              .put("message", it.reason())
              .put("patchwatch.exception.id", it.exception());
    }
    return List.of(
        Document.of(
            Indices.timeline(command.time(), origin.written()), command.id(), 1, ecs.body()));
  }

  private static void silence(Ecs ecs, SilenceSet it) {
    command(ecs, it.kind().label() + "-set", it.by(), it.id())
        .put("message", it.comment())
        .put("patchwatch.silence.id", it.silence())
        .put("patchwatch.silence.matchers", it.matchers())
        .put("patchwatch.silence.starts_at", it.startsAt().toString())
        .put("patchwatch.silence.ends_at", it.endsAt().toString());
  }

  private static Ecs about(Ecs ecs, String incident, String action, String by, String id) {
    return command(ecs, action, by, id).put("patchwatch.incident.id", incident);
  }

  private static Ecs command(Ecs ecs, String action, String by, String id) {
    return ecs.event("event", "configuration", action, id).put("user.name", by);
  }
}
