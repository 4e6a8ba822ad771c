package io.patchwatch.alerting.courier.rocketchat;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Rocket.Chat's incoming integrations: the title as text, the details in a coloured attachment. It
 * answers {@code {"success": true}}, and to what it refuses {@code {"success": false, "error": …}},
 * whatever the status.
 */
record RocketChatDialect(RocketChatSettings settings, Words words) implements Dialect {

  private static final int MAX_TITLE = 1_000;
  private static final int MAX_DETAILS = 4_000;

  @Override
  public List<HttpCall> calls(Delivery delivery, Trace trace, Instant now) {
    Text text = words.of(delivery);
    ObjectNode body = Wire.json().createObjectNode();
    if (settings.channel() != null) {
      body.put("channel", settings.channel());
    }
    body.put("text", quiet(Text.cut(text.title(), MAX_TITLE)));
    ObjectNode details = body.putArray("attachments").addObject();
    details.put("color", Tone.of(delivery).colour());
    details.put("text", quiet(Text.cut(text.body(), MAX_DETAILS)));
    return List.of(HttpCall.post(settings.target(), body));
  }

  /** With a zero-width space after each @, no text of others calls a whole room. */
  private static String quiet(String text) {
    return text.replace("@", "@\u200b");
  }

  @Override
  public Receipt.Outcome outcome(HttpAnswer answer, Instant now) {
    if (answer.excerpt().contains("error-too-many-requests")) {
      return answer.retry(Duration.ofMinutes(1)); // its limits count by the minute
    }
    if (!answer.accepted()) {
      return answer.outcome(now);
    }
    JsonNode success = answer.json().path("success");
    if (!success.isBoolean()) {
      return answer.malformed();
    }
    return success.booleanValue() ? answer.outcome(now) : answer.rejected();
  }
}
