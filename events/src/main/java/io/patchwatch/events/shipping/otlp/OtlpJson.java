package io.patchwatch.events.shipping.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON encoding (opentelemetry.io, "OTLP Specification", JSON Protobuf Encoding). */
final class OtlpJson {

  private static final int MOST_DIGITS = 19;

  private OtlpJson() {}

  static List<OtlpRecord> read(JsonNode request) throws UnreadableOtlp {
    if (!request.path("resourceLogs").isArray()) {
      throw new UnreadableOtlp("it has no list resourceLogs");
    }
    List<OtlpRecord> records = new ArrayList<>();
    for (JsonNode logs : request.path("resourceLogs")) {
      Map<String, String> resource = attributes(logs.path("resource").path("attributes"));
      for (JsonNode scope : logs.path("scopeLogs")) {
        for (JsonNode log : scope.path("logRecords")) {
          records.add(record(log, resource));
          OtlpLogs.checkNumber(records.size());
        }
      }
    }
    return records;
  }

  private static OtlpRecord record(JsonNode log, Map<String, String> resource) {
    JsonNode body = log.path("body");
    long written = nanos(log.path("timeUnixNano"));
    return new OtlpRecord(
        resource,
        attributes(log.path("attributes")),
        value(body),
        attributes(body.path("kvlistValue").path("values")),
        written == 0 ? nanos(log.path("observedTimeUnixNano")) : written);
  }

  /** 64-bit numbers are decimal texts; some write numbers all the same. */
  private static long nanos(JsonNode value) {
    String digits = value.asText("");
    boolean number =
        !digits.isEmpty()
            && digits.length() < MOST_DIGITS + 1
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    try {
      return number ? Long.parseLong(digits) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Map<String, String> attributes(JsonNode list) {
    Map<String, String> attributes = new HashMap<>();
    for (JsonNode pair : list) {
      String value = value(pair.path("value"));
      if (value != null && pair.path("key").isTextual()) {
        attributes.put(pair.path("key").textValue(), value);
      }
    }
    return attributes;
  }

  private static @Nullable String value(JsonNode any) {
    JsonNode text = any.path("stringValue");
    JsonNode number = any.path("intValue");
    if (text.isTextual()) {
      return text.textValue();
    }
    return number.isTextual() || number.isIntegralNumber() ? number.asText() : null;
  }
}
