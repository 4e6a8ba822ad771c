package io.patchwatch.alerting.courier.slack;

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
 * Slack's incoming webhooks: the title as text, the details in a coloured attachment. Slack answers
 * {@code ok} as plain text and names what it refuses ({@code invalid_payload}, {@code no_service},
 * {@code channel_is_archived}); a JSON body with {@code "ok": false} is refused, too.
 */
record SlackDialect(SlackSettings settings, Words words) implements Dialect {

  private static final int MAX_TITLE = 1_000;
  private static final int MAX_DETAILS = 7_000;

  @Override
  public List<HttpCall> calls(Delivery delivery, Trace trace, Instant now) {
    Text text = words.of(delivery);
    ObjectNode body = Wire.json().createObjectNode();
    body.put("text", escaped(Text.cut(text.title(), MAX_TITLE)));
    ObjectNode details = body.putArray("attachments").addObject();
    details.put("color", Tone.of(delivery).colour());
    details.put("fallback", escaped(Text.cut(text.title(), MAX_TITLE)));
    details.put("text", escaped(Text.cut(text.body(), MAX_DETAILS)));
    details.putArray("mrkdwn_in");
    return List.of(HttpCall.post(settings.target(), body));
  }

  /** The three characters that Slack takes for its own; so no text can mention a whole channel. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public Receipt.Outcome outcome(HttpAnswer answer, Instant now) {
    if (!answer.accepted() || answer.excerpt().strip().equals("ok")) {
      return answer.outcome(now);
    }
    JsonNode ok = answer.json().path("ok");
    if (!ok.isBoolean()) {
      return answer.malformed();
    }
    if (ok.booleanValue()) {
      return answer.outcome(now);
    }
    return answer.json().path("error").asText().equals("ratelimited")
        ? answer.retry(Duration.ZERO)
        : answer.rejected();
  }
}
