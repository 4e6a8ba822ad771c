package io.patchwatch.alerting.courier.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.alerting.courier.Text;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import java.util.Locale;

/**
 * What a webhook is sent: for people {@code title} and {@code text}, for machines the incidents as
 * they are on the topic, each with {@code install} (the version that helps) and {@code links}.
 */
final class WebhookBody {

  private WebhookBody() {}

  static byte[] of(Delivery delivery, Text text, Trace trace) {
    ObjectNode body = Wire.json().createObjectNode();
    body.put("type", "notification");
    body.put("delivery", delivery.id());
    body.put("kind", delivery.kind().name().toLowerCase(Locale.ROOT));
    body.put("receiver", delivery.receiver());
    body.put("createdAt", delivery.createdAt().toString());
    body.put("trace", trace.id());
    body.put("title", text.title());
    body.put("text", text.whole());
    ArrayNode incidents = body.putArray("incidents");
    delivery.incidents().forEach(incident -> incidents.add(of(incident)));
    body.put("more", delivery.more());
    return Wire.encode(body);
  }

  private static ObjectNode of(Incident incident) {
    ObjectNode node = Wire.json().valueToTree(incident);
    String install = MessageText.install(incident);
    if (install != null) {
      node.put("install", install);
    }
    ArrayNode links = node.putArray("links");
    MessageText.links(incident).forEach(links::add);
    return node;
  }
}
