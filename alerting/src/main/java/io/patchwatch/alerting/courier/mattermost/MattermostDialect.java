package io.patchwatch.alerting.courier.mattermost;

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
import java.time.Instant;
import java.util.List;

/**
 * Mattermost's incoming webhooks: the title as text, the details in a coloured attachment. It
 * answers {@code ok}; what it refuses has a status of its own.
 */
record MattermostDialect(MattermostSettings settings, Words words) implements Dialect {

  private static final int MAX_TITLE = 1_000;
  private static final int MAX_DETAILS = 7_000;

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
    details.put("fallback", quiet(Text.cut(text.title(), MAX_TITLE)));
    details.put("text", quiet(Text.cut(text.body(), MAX_DETAILS)));
    return List.of(HttpCall.post(settings.target(), body));
  }

  /** With a zero-width space after each @, no text of others calls a whole channel. */
  private static String quiet(String text) {
    return text.replace("@", "@\u200b");
  }

  @Override
  public Receipt.Outcome outcome(HttpAnswer answer, Instant now) {
    boolean theirs = answer.excerpt().strip().equals("ok");
    return answer.accepted() && !theirs ? answer.malformed() : answer.outcome(now);
  }
}
