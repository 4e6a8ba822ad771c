package io.patchwatch.alerting.courier.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.alerting.courier.Text;
import io.patchwatch.alerting.courier.Tone;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.alerting.courier.http.Dialect;
import io.patchwatch.alerting.courier.http.Hmac;
import io.patchwatch.alerting.courier.http.HttpAnswer;
import io.patchwatch.alerting.courier.http.HttpCall;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.yaml.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Feishu's (Lark's) custom bots: a card with a coloured head. The signature is {@code
 * Base64(HMAC-SHA-256(timestamp + "\n" + secret, ""))} over the time in seconds, in the body.
 * Answers are 200 with a {@code code}: 0 accepted (older: {@code StatusCode}); 11232 and 99991400
 * too many (5 a second, 100 a minute); all else is refused, as 19021 (signature or clock), 19022
 * (address), 19024 (keyword).
 */
record FeishuDialect(FeishuSettings settings, Words words) implements Dialect {

  private static final int MAX_BYTES = 15_000;
  private static final int MAX_TITLE = 500;
  private static final Set<Integer> TOO_MANY = Set.of(11232, 99991400);

  @Override
  public List<HttpCall> calls(Delivery delivery, Trace trace, Instant now) {
    Text text = words.of(delivery);
    ObjectNode body = Wire.json().createObjectNode();
    Secret secret = settings.secret();
    if (secret != null) {
      String time = Long.toString(now.getEpochSecond());
      body.put("timestamp", time);
      body.put("sign", Hmac.base64(time + "\n" + secret.reveal(), ""));
    }
    body.put("msg_type", "interactive");
    ObjectNode card = body.putObject("card");
    ObjectNode header = card.putObject("header");
    header.put("template", colour(Tone.of(delivery)));
    header.set("title", plain(Text.cut(text.title(), MAX_TITLE)));
    ObjectNode element = card.putArray("elements").addObject().put("tag", "div");
    element.set("text", plain(Text.cut(text.body(), MAX_BYTES)));
    return List.of(HttpCall.post(settings.target(), body));
  }

  private static ObjectNode plain(String text) {
    return Wire.json().createObjectNode().put("tag", "plain_text").put("content", text);
  }

  private static String colour(Tone tone) {
    return switch (tone) {
      case ALARM -> "red";
      case WARNING -> "orange";
      case NOTICE -> "blue";
      case RESOLVED -> "green";
    };
  }

  @Override
  public Receipt.Outcome outcome(HttpAnswer answer, Instant now) {
    JsonNode json = answer.json();
    JsonNode code = json.has("code") ? json.path("code") : json.path("StatusCode");
    if (code.isInt() && TOO_MANY.contains(code.intValue())) {
      return answer.retry(Duration.ofSeconds(10));
    }
    if (!answer.accepted()) {
      return answer.outcome(now);
    }
    if (!code.isInt()) {
      return answer.malformed();
    }
    return code.intValue() == 0 ? new Receipt.Outcome.Sent("code 0") : answer.rejected();
  }

  @Override
  public List<Secret> secrets() {
    Secret secret = settings.secret();
    return secret == null ? List.of(settings.url()) : List.of(settings.url(), secret);
  }
}
