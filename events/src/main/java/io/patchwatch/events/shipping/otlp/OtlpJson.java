package io.patchwatch.events.shipping.otlp;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads the JSON encoding of an {@code ExportLogsServiceRequest}. Unknown names are ignored, as the
 * specification asks; trace and span ids are not read.
 */
public final class OtlpJson {

  private static final int MAX_DEPTH = 100;

  /** So many objects and lists may be in one body; each costs more memory than its two bytes. */
  private static final int MAX_CONTAINERS = 200_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private OtlpJson() {}

  /**
   * The records of a request.
   *
   * @throws OtlpException if the body is no such request
   */
  public static List<OtlpRecord> read(byte[] body) throws OtlpException {
    JsonNode tree = tree(body);
    if (!tree.isObject()) {
      throw OtlpException.malformed("the body must be a JSON object with resourceLogs");
    }
    List<OtlpRecord> records = new ArrayList<>();
    for (JsonNode resourceLogs : tree.path("resourceLogs")) {
      Resource resource =
          Resource.newBuilder()
              .addAllAttributes(attributes(resourceLogs.path("resource").path("attributes")))
              .build();
      for (JsonNode scopeLogs : resourceLogs.path("scopeLogs")) {
        for (JsonNode record : scopeLogs.path("logRecords")) {
          records.add(new OtlpRecord(resource, record(record)));
        }
      }
    }
    if (records.size() > OtlpProtobuf.MAX_RECORDS) {
      throw OtlpException.tooLarge(
          "more than " + OtlpProtobuf.MAX_RECORDS + " records; send smaller batches");
    }
    return records;
  }

  private static JsonNode tree(byte[] body) throws OtlpException {
    int containers = 0;
    for (byte b : body) {
      containers += b == '{' || b == '[' ? 1 : 0;
    }
    if (containers > MAX_CONTAINERS) {
      throw OtlpException.tooLarge("too many objects; send smaller batches");
    }
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw OtlpException.malformed("not JSON: " + why);
    } catch (IOException e) {
      throw OtlpException.malformed("not JSON in UTF-8");
    }
  }

  private static LogRecord record(JsonNode json) throws OtlpException {
    return LogRecord.newBuilder()
        .setTimeUnixNano(number(json.path("timeUnixNano")))
        .setObservedTimeUnixNano(number(json.path("observedTimeUnixNano")))
        .setSeverityText(json.path("severityText").asText(""))
        .setBody(value(json.path("body")))
        .addAllAttributes(attributes(json.path("attributes")))
        .build();
  }

  private static List<KeyValue> attributes(JsonNode list) throws OtlpException {
    List<KeyValue> attributes = new ArrayList<>();
    for (JsonNode entry : list) {
      attributes.add(
          KeyValue.newBuilder()
              .setKey(entry.path("key").asText(""))
              .setValue(value(entry.path("value")))
              .build());
    }
    return attributes;
  }

  private static AnyValue value(JsonNode json) throws OtlpException {
    AnyValue.Builder value = AnyValue.newBuilder();
    if (json.hasNonNull("stringValue")) {
      value.setStringValue(json.path("stringValue").asText(""));
    } else if (json.hasNonNull("intValue")) {
      value.setIntValue(number(json.path("intValue")));
    } else if (json.hasNonNull("doubleValue")) {
      value.setDoubleValue(json.path("doubleValue").asDouble());
    } else if (json.hasNonNull("boolValue")) {
      value.setBoolValue(json.path("boolValue").asBoolean());
    } else if (json.hasNonNull("arrayValue")) {
      ArrayValue.Builder array = ArrayValue.newBuilder();
      for (JsonNode element : json.path("arrayValue").path("values")) {
        array.addValues(value(element));
      }
      value.setArrayValue(array);
    } else if (json.hasNonNull("kvlistValue")) {
      value.setKvlistValue(
          KeyValueList.newBuilder()
              .addAllValues(attributes(json.path("kvlistValue").path("values"))));
    } else if (json.hasNonNull("bytesValue")) {
      value.setBytesValue(bytes(json.path("bytesValue").asText("")));
    }
    return value.build();
  }

  private static ByteString bytes(String base64) throws OtlpException {
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw OtlpException.malformed("bytesValue is not base64");
    }
  }

  /** 64 bits, as a number or, because JavaScript has none so large, as a text. */
  private static long number(JsonNode json) throws OtlpException {
    if (json.isMissingNode() || json.isNull()) {
      return 0;
    }
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return json.longValue();
    }
    try {
      return Long.parseLong(json.asText(""));
    } catch (NumberFormatException e) {
      throw OtlpException.malformed("a number of 64 bits is missing where one should be");
    }
  }
}
