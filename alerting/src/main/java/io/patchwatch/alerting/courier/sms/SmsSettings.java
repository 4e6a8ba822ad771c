package io.patchwatch.alerting.courier.sms;

import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.HttpNotifier;
import io.patchwatch.alerting.courier.http.HttpTarget;
import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A telephone, reached through the HTTP interface of whatever gateway there is.
 *
 * @param url where messages are posted, a secret; or {@code url_file}
 * @param to the telephone's number, as the gateway wants it
 * @param fields what is sent; {@code {to}}, {@code {text}} and {@code {id}} (of the message) are
 *     replaced; null: {@code to} and {@code text}
 * @param format how: {@code form} (as a browser sends forms) or {@code json}; null: form
 * @param headers further headers, each a secret
 * @param success what a good answer contains, for gateways that answer 200 to what they refuse;
 *     null: the status decides
 * @param maxChars longest text, 20 to 1600 characters; null: 300
 * @param timeout for the whole call, 1 ms to 5 min; null: 10 s
 */
public record SmsSettings(
    Secret url,
    String to,
    @Nullable Map<String, Secret> fields,
    @Nullable Format format,
    @Nullable Map<String, Secret> headers,
    @Nullable String success,
    @Nullable Integer maxChars,
    @Nullable Duration timeout)
    implements Way {

  /** How the fields are sent. */
  public enum Format {
    FORM,
    JSON
  }

  public SmsSettings {
    var unusedTarget = HttpTarget.of(url);
    timeout = HttpTarget.timeout(timeout);
    if (to == null || to.isBlank()) {
      throw new IllegalArgumentException("to: missing; give the telephone's number");
    }
    if (fields != null
        && fields.values().stream().noneMatch(value -> value.reveal().contains("{text}"))) {
      throw new IllegalArgumentException("fields: none of them holds {text}; add one that does");
    }
    if (maxChars != null && (maxChars < 20 || maxChars > 1600)) {
      throw new IllegalArgumentException(
          "max_chars: " + maxChars + " is not possible; use 20 to 1600");
    }
    fields = fields == null ? Map.of("to", Secret.of("{to}"), "text", Secret.of("{text}")) : fields;
    headers = headers == null ? Map.of() : headers;
  }

  URI target() {
    return HttpTarget.of(url);
  }

  Map<String, Secret> fieldsToSend() {
    return fields == null ? Map.of() : fields;
  }

  Map<String, Secret> headersToSend() {
    return headers == null ? Map.of() : headers;
  }

  int longest() {
    return maxChars == null ? 300 : maxChars;
  }

  List<Secret> secretHeaders() {
    return List.copyOf(headersToSend().values());
  }

  @Override
  public Notifier open(Supplies supplies) {
    return new HttpNotifier(
        new SmsDialect(this, supplies.words()), HttpTarget.timeout(timeout), supplies.clock());
  }

  @Override
  public Set<URI> targets() {
    return Set.of(target().resolve("/"));
  }
}
