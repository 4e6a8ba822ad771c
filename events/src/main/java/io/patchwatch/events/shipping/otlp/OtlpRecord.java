package io.patchwatch.events.shipping.otlp;

import io.patchwatch.events.shipping.Shipped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One log record: of its attributes only those with text or a number.
 *
 * @param body its text; null: it is no text
 * @param bodyFields where the body is a map
 * @param nanos since 1970, when it was written or at least seen; 0: not said
 */
record OtlpRecord(
    Map<String, String> resource,
    Map<String, String> attributes,
    @Nullable String body,
    Map<String, String> bodyFields,
    long nanos) {

  private static final long NANOS = 1_000_000_000L;

  /** Null where it has no text. */
  @Nullable Shipped shipped(String identity) {
    String message = message();
    if (message == null) {
      return null;
    }
    Map<String, String> all = new HashMap<>(resource);
    all.putAll(attributes);
    String path = first(all, "log.file.path", "log.file.name");
    Long offset = offset(all.get("log.file.record_offset"));
    return new Shipped(
        first(all, "patchwatch.asset", "asset"),
        first(all, "hostname", "host.name", "k8s.node.name", "host.id"),
        first(all, "appname", "container.name", "k8s.container.name", "service.name"),
        path,
        offset,
        nanos <= 0 ? null : Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS),
        message,
        false,
        identity);
  }

  /** The syslog receiver keeps the whole line as the body and the message as an attribute. */
  private @Nullable String message() {
    boolean syslog = attributes.containsKey("appname") || attributes.containsKey("hostname");
    String inner = syslog ? attributes.get("message") : null;
    if (inner != null) {
      return inner;
    }
    return body == null ? first(bodyFields, "MESSAGE", "message", "log", "msg") : body;
  }

  private static @Nullable String first(Map<String, String> from, String... names) {
    return Stream.of(names)
        .map(from::get)
        .filter(it -> it != null && !it.isBlank())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Long offset(@Nullable String digits) {
    boolean number =
        digits != null
            && !digits.isEmpty()
            && digits.length() <= 18
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits == null || !number ? null : Long.valueOf(digits);
  }
}
