package io.patchwatch.alerting.courier.sms;

import io.patchwatch.alerting.courier.Words;
import io.patchwatch.alerting.courier.http.Dialect;
import io.patchwatch.alerting.courier.http.HttpAnswer;
import io.patchwatch.alerting.courier.http.HttpCall;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.yaml.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A form or a JSON object with the number and a short text, posted to a gateway. */
record SmsDialect(SmsSettings settings, Words words) implements Dialect {

  @Override
  public List<HttpCall> calls(Delivery delivery, Trace trace, Instant now) {
    String text = shortened(words.of(delivery).whole());
    Map<String, String> fields = new HashMap<>();
    settings
        .fieldsToSend()
        .forEach((name, value) -> fields.put(name, filled(value.reveal(), delivery, text)));
    Map<String, String> headers = new HashMap<>();
    settings.headersToSend().forEach((name, value) -> headers.put(name, value.reveal()));
    boolean json = settings.format() == SmsSettings.Format.JSON;
    headers.put("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded");
    byte[] body = json ? Wire.encode(Wire.json().valueToTree(fields)) : form(fields);
    return List.of(new HttpCall("POST", settings.target(), headers, body));
  }

  private String filled(String template, Delivery delivery, String text) {
    return template
        .replace("{to}", settings.to())
        .replace("{id}", delivery.id())
        .replace("{text}", text); // last, so that nothing in it is replaced
  }

  private String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= settings.longest()
        ? text
        : text.substring(0, text.offsetByCodePoints(0, settings.longest() - 1)) + "…";
  }

  private static byte[] form(Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
    return String.join("&", pairs).getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public Receipt.Outcome outcome(HttpAnswer answer, Instant now) {
    String wanted = settings.success();
    boolean refused = answer.accepted() && wanted != null && !answer.excerpt().contains(wanted);
    return refused ? answer.rejected() : answer.outcome(now);
  }

  @Override
  public List<Secret> secrets() {
    List<Secret> secrets = new ArrayList<>(settings.secretHeaders());
    settings.fieldsToSend().values().stream()
        .filter(value -> !value.reveal().contains("{"))
        .forEach(secrets::add);
    return secrets;
  }
}
