package io.patchwatch.alerting.courier.webhook;

import io.patchwatch.alerting.courier.Words;
import io.patchwatch.alerting.courier.http.Dialect;
import io.patchwatch.alerting.courier.http.HttpCall;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Trace;
import io.patchwatch.events.yaml.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Posts each message as JSON. Headers: {@code Idempotency-Key} (the delivery's id: a receiver that
 * sees it twice drops the second), {@code traceparent}, {@code X-PatchWatch-Kind}, and {@code
 * X-PatchWatch-Signature} when there is a secret.
 */
record WebhookDialect(WebhookSettings settings, Words words) implements Dialect {

  @Override
  public List<HttpCall> calls(Delivery delivery, Trace trace, Instant now) {
    byte[] body = WebhookBody.of(delivery, words.of(delivery), trace);
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Idempotency-Key", delivery.id());
    headers.put(Trace.HEADER, trace.traceparent());
    headers.put("X-PatchWatch-Kind", delivery.kind().name().toLowerCase(Locale.ROOT));
    Secret signing = settings.secret();
    if (signing != null) {
      headers.put("X-PatchWatch-Signature", Signature.of(body, signing));
    }
    return List.of(new HttpCall("POST", settings.target(), headers, body));
  }

  @Override
  public List<Secret> secrets() {
    return settings.secret() == null ? List.of() : List.of(settings.secret());
  }
}
