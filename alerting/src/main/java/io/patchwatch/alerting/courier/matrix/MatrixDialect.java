package io.patchwatch.alerting.courier.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.alerting.courier.Text;
import io.patchwatch.alerting.courier.Tone;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.alerting.courier.http.Dialect;
import io.patchwatch.alerting.courier.http.HttpAnswer;
import io.patchwatch.alerting.courier.http.HttpCall;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The Matrix client-server API (v3, send). The delivery's id is the transaction id, so a homeserver
 * shows a message that it got twice only once. A limit is answered with 429, the pause in
 * milliseconds ({@code retry_after_ms}) or in the header.
 */
record MatrixDialect(MatrixSettings settings, Words words) implements Dialect {

  private static final int MAX_BYTES = 20_000;

  @Override
  public List<HttpCall> calls(Delivery delivery, Trace trace, Instant now) {
    Text text = words.of(delivery);
    ObjectNode body = Wire.json().createObjectNode();
    body.put("msgtype", "m.text");
    body.put("body", Text.cut(text.whole(), MAX_BYTES));
    body.put("format", "org.matrix.custom.html");
    body.put("formatted_body", html(text, Tone.of(delivery)));
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + settings.token().reveal());
    return List.of(new HttpCall("PUT", target(delivery), headers, Wire.encode(body)));
  }

  private URI target(Delivery delivery) {
    String base = settings.target().toString();
    String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return URI.create(
        trimmed
            + "/_matrix/client/v3/rooms/"
            + encoded(settings.room())
            + "/send/m.room.message/"
            + encoded(delivery.id()));
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String html(Text text, Tone tone) {
    String title = escaped(text.title());
    String head = "<strong><font color=\"" + tone.colour() + "\">" + title + "</font></strong><br>";
    return head + escaped(Text.cut(text.body(), MAX_BYTES)).replace("\n", "<br>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public Receipt.Outcome outcome(HttpAnswer answer, Instant now) {
    JsonNode json = answer.json();
    long pause = json.path("retry_after_ms").asLong(0);
    if (json.path("errcode").asText().equals("M_LIMIT_EXCEEDED") && pause > 0) {
      return answer.retry(Duration.ofMillis(pause));
    }
    boolean theirs = json.path("event_id").isTextual();
    return answer.accepted() && !theirs ? answer.malformed() : answer.outcome(now);
  }

  @Override
  public List<Secret> secrets() {
    return List.of(settings.token());
  }
}
