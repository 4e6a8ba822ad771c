package io.patchwatch.events.shipping.otlp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code ExportLogsServiceRequest} and {@code LogsData}, which are the same on the wire
 * (opentelemetry-proto, logs/v1/logs.proto).
 */
final class OtlpProto {

  private OtlpProto() {}

  static List<OtlpRecord> read(byte[] bytes) throws UnreadableOtlp {
    List<OtlpRecord> records = new ArrayList<>();
    ProtoReader request = new ProtoReader(ByteBuffer.wrap(bytes));
    for (int field = request.field(); field != 0; field = request.field()) {
      if (field != 1) {
        throw new UnreadableOtlp("it has a field " + field);
      }
      resourceLogs(request.content(), records);
    }
    return records;
  }

  private static void resourceLogs(ByteBuffer bytes, List<OtlpRecord> records)
      throws UnreadableOtlp {
    Map<String, String> resource = new HashMap<>();
    List<ByteBuffer> scopes = new ArrayList<>();
    ProtoReader logs = new ProtoReader(bytes);
    for (int field = logs.field(); field != 0; field = logs.field()) {
      switch (field) {
        case 1 -> attributes(logs.content(), 1, resource);
        case 2 -> scopes.add(logs.content());
        default -> logs.skip();
      }
    }
    for (ByteBuffer scope : scopes) {
      scopeLogs(scope, resource, records);
    }
  }

  private static void scopeLogs(
      ByteBuffer bytes, Map<String, String> resource, List<OtlpRecord> records)
      throws UnreadableOtlp {
    ProtoReader logs = new ProtoReader(bytes);
    for (int field = logs.field(); field != 0; field = logs.field()) {
      if (field == 2) {
        records.add(logRecord(logs.content(), resource));
        OtlpLogs.checkNumber(records.size());
      } else {
        logs.skip();
      }
    }
  }

  private static OtlpRecord logRecord(ByteBuffer bytes, Map<String, String> resource)
      throws UnreadableOtlp {
    Map<String, String> attributes = new HashMap<>();
    Map<String, String> bodyFields = new HashMap<>();
    String body = null;
    long written = 0;
    long seen = 0;
    ProtoReader log = new ProtoReader(bytes);
    for (int field = log.field(); field != 0; field = log.field()) {
      switch (field) {
        case 1 -> written = log.fixed64();
        case 11 -> seen = log.fixed64();
        case 5 -> body = value(log.content(), bodyFields);
        case 6 -> attribute(log.content(), attributes);
        default -> log.skip();
      }
    }
    return new OtlpRecord(resource, attributes, body, bodyFields, written == 0 ? seen : written);
  }

  /** The attributes of a message in which they are the field of this number. */
  private static void attributes(ByteBuffer bytes, int number, Map<String, String> into)
      throws UnreadableOtlp {
    ProtoReader message = new ProtoReader(bytes);
    for (int field = message.field(); field != 0; field = message.field()) {
      if (field == number) {
        attribute(message.content(), into);
      } else {
        message.skip();
      }
    }
  }

  private static void attribute(ByteBuffer bytes, Map<String, String> into) throws UnreadableOtlp {
    String key = "";
    String value = null;
    ProtoReader pair = new ProtoReader(bytes);
    for (int field = pair.field(); field != 0; field = pair.field()) {
      switch (field) {
        case 1 -> key = pair.text();
        case 2 -> value = value(pair.content(), null);
        default -> pair.skip();
      }
    }
    if (value != null) {
      into.put(key, value);
    }
  }

  /**
   * A text or a whole number, as text; null for anything else.
   *
   * @param fields where the pairs of a map go, one level deep; null: nowhere
   */
  private static @Nullable String value(ByteBuffer bytes, @Nullable Map<String, String> fields)
      throws UnreadableOtlp {
    String text = null;
    ProtoReader any = new ProtoReader(bytes);
    for (int field = any.field(); field != 0; field = any.field()) {
      if (field == 1 && any.type() == ProtoReader.BYTES) {
        text = any.text();
      } else if (field == 3 && any.type() == ProtoReader.VARINT) {
        text = Long.toString(any.varint());
      } else if (field == 6 && fields != null) {
        attributes(any.content(), 1, fields);
      } else {
        any.skip();
      }
    }
    return text;
  }
}
