package io.patchwatch.alerting.courier.dingtalk;

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
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * DingTalk's custom robots. The signature is {@code Base64(HMAC-SHA-256(secret, timestamp + "\n" +
 * secret))} over the time in milliseconds, as a parameter of the address. Answers are 200 with an
 * {@code errcode}: 0 accepted; -1 busy; 130101 and 410100 more than 20 messages within a minute
 * (then nothing is taken for some minutes); all else is refused, as 310000 (keyword, signature or
 * address not as the robot's security settings want).
 */
record DingTalkDialect(DingTalkSettings settings, Words words) implements Dialect {

  private static final int MAX_BYTES = 18_000;
  private static final Set<Integer> TOO_MANY = Set.of(130101, 410100);
  private static final int BUSY = -1;

  @Override
  public List<HttpCall> calls(Delivery delivery, Trace trace, Instant now) {
    Text text = words.of(delivery);
    ObjectNode body = Wire.json().createObjectNode();
    body.put("msgtype", "markdown");
    ObjectNode markdown = body.putObject("markdown");
    markdown.put("title", Text.cut(text.title(), 200));
    String heading =
        "<font color=\"" + Tone.of(delivery).colour() + "\">" + quiet(text.title()) + "</font>";
    String lines = quiet(String.join("\n\n", text.details()));
    markdown.put("text", Text.cut("#### " + heading + "\n\n" + lines, MAX_BYTES));
    return List.of(HttpCall.post(target(now), body));
  }

  private URI target(Instant now) {
    Secret secret = settings.secret();
    if (secret == null) {
      return settings.target();
    }
    long time = now.toEpochMilli();
    String sign = Hmac.base64(secret.reveal(), time + "\n" + secret.reveal());
    String base = settings.target().toString();
    String parameters =
        "timestamp=" + time + "&sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8);
    return URI.create(base + (base.contains("?") ? "&" : "?") + parameters);
  }

  /** Without the sign that begins their commands (colours, mentions of everybody). */
  private static String quiet(String text) {
    return text.replace("<", "＜");
  }

  @Override
  public Receipt.Outcome outcome(HttpAnswer answer, Instant now) {
    JsonNode code = answer.json().path("errcode");
    if (!answer.accepted()) {
      return answer.outcome(now);
    }
    if (!code.isInt()) {
      return answer.malformed();
    }
    if (TOO_MANY.contains(code.intValue())) {
      return answer.retry(Duration.ofMinutes(1));
    }
    return switch (code.intValue()) {
      case 0 -> new Receipt.Outcome.Sent("errcode 0");
      case BUSY -> answer.retry(Duration.ZERO);
      default -> answer.rejected();
    };
  }

  @Override
  public List<Secret> secrets() {
    Secret secret = settings.secret();
    return secret == null ? List.of(settings.url()) : List.of(settings.url(), secret);
  }
}
