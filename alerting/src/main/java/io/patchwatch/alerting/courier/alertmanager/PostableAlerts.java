package io.patchwatch.alerting.courier.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.alerting.courier.Text;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Incidents as Alertmanager's API v2 takes them ({@code postableAlerts} of its OpenAPI file). An
 * alert is known by its labels: the incident's group, its id and its severity. It ends by itself
 * unless it is sent again in time. Pure.
 */
final class PostableAlerts {

  /** An alert ends so long after it was last sent. */
  static final Duration HOLDS = Duration.ofMinutes(5);

  /** Title of what is sent again and is no message. */
  static final String REFRESH = "refresh";

  private static final int MAX_TEXT = 8_000;
  private static final int MAX_TITLE = 400;
  private static final int MAX_LINKS = 1;

  private PostableAlerts() {}

  /**
   * The alerts of a message; what a digest says stands beside its first.
   *
   * @param words make the description of each
   */
  static ArrayNode of(Delivery delivery, Words words, Instant now) {
    ArrayNode alerts = Wire.json().createArrayNode();
    delivery.incidents().forEach(incident -> alerts.add(of(incident, words, now)));
    boolean digest = delivery.kind() == Delivery.Kind.DIGEST && !delivery.title().equals(REFRESH);
    if (digest && !alerts.isEmpty()) {
      ObjectNode first = (ObjectNode) alerts.get(0).get("annotations");
      put(first, "digest", words.of(delivery).whole());
    }
    return alerts;
  }

  private static ObjectNode of(Incident incident, Words words, Instant now) {
    ObjectNode alert = Wire.json().createObjectNode();
    ObjectNode labels = alert.putObject("labels");
    incident.group().forEach((name, value) -> put(labels, name, value));
    put(labels, "alertname", incident.latest().conclusion().kind());
    put(labels, "severity", incident.severity().label());
    put(labels, "incident", incident.id());
    ObjectNode annotations = alert.putObject("annotations");
    put(annotations, "summary", incident.title());
    String install = MessageText.install(incident);
    put(annotations, "install", install == null ? "" : install);
    put(annotations, "description", words.of(alone(incident)).whole());
    put(annotations, "servers", String.valueOf(incident.open()));
    MessageText.links(incident).stream()
        .limit(MAX_LINKS)
        .forEach(link -> put(annotations, "runbook_url", link));
    alert.put("startsAt", incident.openedAt().toString());
    alert.put("endsAt", (incident.resolved() ? incident.changedAt() : now.plus(HOLDS)).toString());
    return alert;
  }

  /** The incident as if it were told by itself. */
  private static Delivery alone(Incident it) {
    Delivery.Kind kind = it.resolved() ? Delivery.Kind.RESOLVED : Delivery.Kind.OPENED;
    String severity = it.resolved() ? "" : " " + it.severity().label();
    return new Delivery(
        it.id(),
        it.id(),
        "alertmanager",
        kind,
        it.changedAt(),
        Text.cut("[" + kind + severity + "] " + it.title(), MAX_TITLE),
        List.of(it),
        0);
  }

  /** Alertmanager takes no label without a value. */
  private static void put(ObjectNode to, String name, String value) {
    if (!value.isEmpty()) {
      to.put(name, Text.cut(value, MAX_TEXT));
    }
  }
}
