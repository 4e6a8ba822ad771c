package io.patchwatch.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import io.patchwatch.events.LogObserved.LogOrigin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The two records of which each log line is one, written and read token by token: binding them by
 * reflection took a fifth of a line's way. What is written is, byte for byte, what {@link Wire}'s
 * mapper writes; what is not read here is left to the mapper, which also says what is wrong with
 * it.
 */
final class QuickJson {

  /** Bytes of a usual parsed record. */
  private static final int USUAL = 1024;

  private final JsonFactory json;
  private final Names names = new Names();

  QuickJson(JsonFactory json) {
    this.json = json;
  }

  /** A parsed record as it travels, with the schema's number. */
  byte[] write(LogParsed log) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("schema", Wire.SCHEMA);
      out.writeStringField("type", "log-parsed");
      out.writeStringField("id", log.id());
      out.writeStringField("time", log.time().toString());
      write(out, log.asset());
      out.writeStringField("product", log.product());
      text(out, "parser", log.parser());
      write(out, log.origin());
      out.writeObjectFieldStart("fields");
      for (Map.Entry<String, Object> field : log.fields().entrySet()) {
        out.writeFieldName(names.of(field.getKey()));
        value(out, field.getValue());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, Asset asset) throws IOException {
    out.writeObjectFieldStart("asset");
    out.writeStringField("id", asset.id());
    out.writeStringField("environment", asset.environment());
    text(out, "owner", asset.owner());
    out.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : asset.labels().entrySet()) {
      out.writeStringField(label.getKey(), label.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, LogOrigin origin) throws IOException {
    out.writeObjectFieldStart("origin");
    out.writeStringField("kind", origin.kind());
    out.writeStringField("path", origin.path());
    if (origin.offset() != null) {
      out.writeNumberField("offset", origin.offset());
    }
    text(out, "zone", origin.zone() == null ? null : origin.zone().getId());
    out.writeEndObject();
  }

  /** Names of fields, of which there are few, encoded once; those of strangers may be many. */
  private static final class Names {
    private static final int MOST = 1_000;
    private final Map<String, SerializedString> known = new ConcurrentHashMap<>();

    SerializedString of(String name) {
      SerializedString encoded = known.get(name);
      if (encoded == null) {
        encoded = new SerializedString(name);
        if (known.size() < MOST) {
          known.put(name, encoded);
        }
      }
      return encoded;
    }
  }

  private static void text(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private static void value(JsonGenerator out, Object value) throws IOException {
    switch (value) {
      case String it -> out.writeString(it);
      case Long it -> out.writeNumber(it);
      case Integer it -> out.writeNumber(it);
      case Boolean it -> out.writeBoolean(it);
      default -> out.writePOJO(value); // others come only from other people's records
    }
  }

  /** A raw record; null: it has another shape than ours, so that the mapper must look at it. */
  @Nullable LogObserved read(byte[] bytes) {
    try (JsonParser in = json.createParser(bytes)) {
      LogObserved read = new Reader(in).record();
      return in.nextToken() == null ? read : null;
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  /** What was read of one record; the checks are those of the records themselves. */
  private static final class Reader {
    private final JsonParser in;
    private String type = "";
    private String id = "";
    private @Nullable Instant time;
    private String collector = "";
    private @Nullable Asset asset;
    private String product = "";
    private @Nullable LogOrigin origin;
    private @Nullable String message;
    private @Nullable Boolean truncated;

    Reader(JsonParser in) {
      this.in = in;
    }

    @Nullable LogObserved record() throws IOException {
      boolean plain = in.nextToken() == JsonToken.START_OBJECT;
      for (String name = in.nextFieldName(); plain && name != null; name = in.nextFieldName()) {
        in.nextToken();
        plain = take(name);
      }
      if (!plain || !type.equals("log-observed")) {
        return null;
      }
      return time == null || asset == null || origin == null || message == null || truncated == null
          ? null
          : new LogObserved(
              id, time, collector, asset, product, origin, message, truncated.booleanValue());
    }

    private boolean take(String name) throws IOException {
      switch (name) {
        case "schema" -> {
          return in.hasToken(JsonToken.VALUE_NUMBER_INT);
        }
        case "type" -> type = text();
        case "id" -> id = text();
        case "time" -> time = IsoInstant.read(text());
        case "collector" -> collector = text();
        case "product" -> product = text();
        case "message" -> message = text();
        case "truncated" -> truncated = in.getBooleanValue();
        case "asset" -> asset = asset();
        case "origin" -> origin = origin();
        default -> {
          return false;
        }
      }
      return true;
    }

    private String text() throws IOException {
      if (!in.hasToken(JsonToken.VALUE_STRING)) {
        throw new IllegalArgumentException("another shape");
      }
      return in.getText();
    }

    private Asset asset() throws IOException {
      String assetId = "";
      String environment = "";
      String owner = null;
      SortedMap<String, String> labels = new TreeMap<>();
      for (String name = field(true); name != null; name = field(false)) {
        switch (name) {
          case "id" -> assetId = text();
          case "environment" -> environment = text();
          case "owner" -> owner = text();
          case "labels" -> {
            for (String label = field(true); label != null; label = field(false)) {
              labels.put(label, text());
            }
          }
          default -> throw new IllegalArgumentException("another shape");
        }
      }
      return new Asset(assetId, environment, owner, labels);
    }

    private LogOrigin origin() throws IOException {
      String kind = "";
      String path = "";
      Long offset = null;
      ZoneId zone = null;
      for (String name = field(true); name != null; name = field(false)) {
        switch (name) {
          case "kind" -> kind = text();
          case "path" -> path = text();
          case "offset" -> offset = in.getLongValue();
          case "zone" -> zone = ZoneId.of(text());
          default -> throw new IllegalArgumentException("another shape");
        }
      }
      return new LogOrigin(kind, path, offset, zone);
    }

    /** The next field's name, with the parser at its value; null: the object ends. */
    private @Nullable String field(boolean first) throws IOException {
      if (first && !in.hasToken(JsonToken.START_OBJECT)) {
        throw new IllegalArgumentException("another shape");
      }
      String name = in.nextFieldName();
      if (name != null) {
        in.nextToken();
      }
      return name;
    }
  }
}
