package io.patchwatch.alerting.courier.wecom;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * WeCom's group robots, which take at most 4096 bytes of Markdown and three colours. Answers are
 * 200 with an {@code errcode}: 0 accepted; -1 busy; 45009 more than 20 messages within a minute;
 * all else is refused, as 93000 (no such robot).
 */
record WeComDialect(WeComSettings settings, Words words) implements Dialect {

  private static final int MAX_BYTES = 4_096;
  private static final int MAX_TITLE = 1_000;
  private static final int BUSY = -1;
  private static final int TOO_MANY = 45009;

  @Override
  public List<HttpCall> calls(Delivery delivery, Trace trace, Instant now) {
    Text text = words.of(delivery);
    ObjectNode body = Wire.json().createObjectNode();
    body.put("msgtype", "markdown");
    String title = Text.cut(quiet(text.title()), MAX_TITLE);
    String heading = "<font color=\"" + colour(Tone.of(delivery)) + "\">" + title + "</font>";
    body.putObject("markdown")
        .put("content", Text.cut("**" + heading + "**\n" + text.body(), MAX_BYTES));
    return List.of(HttpCall.post(settings.target(), body));
  }

  private static String colour(Tone tone) {
    return switch (tone) {
      case ALARM, WARNING -> "warning";
      case NOTICE -> "comment";
      case RESOLVED -> "info"; // WeCom shows "info" in green
    };
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
    return switch (code.intValue()) {
      case 0 -> new Receipt.Outcome.Sent("errcode 0");
      case BUSY -> answer.retry(Duration.ZERO);
      case TOO_MANY -> answer.retry(Duration.ofMinutes(1));
      default -> answer.rejected();
    };
  }

  @Override
  public List<Secret> secrets() {
    return List.of(settings.url());
  }
}
