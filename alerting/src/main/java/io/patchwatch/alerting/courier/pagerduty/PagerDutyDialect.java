package io.patchwatch.alerting.courier.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.alerting.courier.Text;
import io.patchwatch.alerting.courier.Tone;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.alerting.courier.http.Dialect;
import io.patchwatch.alerting.courier.http.HttpAnswer;
import io.patchwatch.alerting.courier.http.HttpCall;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.yaml.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * PagerDuty's Events API v2. An incident is an alert whose {@code dedup_key} is the incident's id:
 * what is told twice is one alert, "resolved" closes it. A digest is one alert of its own, and each
 * incident in it that is closed is resolved; PagerDuty takes a resolve of what it does not know.
 */
record PagerDutyDialect(PagerDutySettings settings, Words words) implements Dialect {

  private static final int MAX_SUMMARY = 1_000;
  private static final int MAX_DETAILS = 60_000;
  private static final int MAX_LINKS = 10;

  @Override
  public List<HttpCall> calls(Delivery delivery, Trace trace, Instant now) {
    if (delivery.kind() == Delivery.Kind.ACKNOWLEDGED) {
      return List.of(call(event("acknowledge", delivery.incidents().get(0).id())));
    }
    List<HttpCall> calls = new ArrayList<>();
    for (Incident incident : delivery.incidents()) {
      if (incident.resolved()) {
        calls.add(call(event("resolve", incident.id())));
      }
    }
    if (Tone.of(delivery) != Tone.RESOLVED) {
      calls.add(call(trigger(delivery)));
    }
    return calls;
  }

  private HttpCall call(ObjectNode event) {
    return HttpCall.post(settings.target(), event);
  }

  private ObjectNode event(String action, String key) {
    ObjectNode event = Wire.json().createObjectNode();
    event.put("routing_key", settings.routingKey().reveal());
    event.put("event_action", action);
    event.put("dedup_key", key);
    return event;
  }

  private ObjectNode trigger(Delivery delivery) {
    Text text = words.of(delivery);
    boolean digest = delivery.kind() == Delivery.Kind.DIGEST;
    Incident first = delivery.incidents().get(0);
    ObjectNode event = event("trigger", digest ? delivery.id() : first.id());
    event.put("client", "PatchWatch");
    ObjectNode payload = event.putObject("payload");
    payload.put("summary", Text.cut(text.title(), MAX_SUMMARY));
    payload.put(
        "source", first.members().isEmpty() ? "patchwatch" : first.members().get(0).asset());
    payload.put("severity", severity(first.severity()));
    payload.put("timestamp", delivery.createdAt().toString());
    payload.putObject("custom_details").put("text", Text.cut(text.body(), MAX_DETAILS));
    ArrayNode links = event.putArray("links");
    MessageText.links(first).stream()
        .filter(link -> link.startsWith("http"))
        .limit(MAX_LINKS)
        .forEach(link -> links.addObject().put("href", link).put("text", link));
    return event;
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "critical";
      case HIGH -> "error";
      case MEDIUM, UNKNOWN -> "warning";
      case LOW, INFO -> "info";
    };
  }

  @Override
  public Receipt.Outcome outcome(HttpAnswer answer, Instant now) {
    boolean theirs = answer.json().path("status").asText().equals("success");
    return answer.accepted() && !theirs ? answer.malformed() : answer.outcome(now);
  }

  @Override
  public List<Secret> secrets() {
    return List.of(settings.routingKey());
  }
}
