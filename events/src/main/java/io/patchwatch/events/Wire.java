package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * The JSON on the wire. Every record is one object with {@code schema} (this version's number) and
 * {@code type}; unknown fields are ignored, so that older processes can read what newer ones add. A
 * change that older processes would misread raises {@link #SCHEMA}.
 */
public final class Wire {

  /** The schema version that this build writes, and the newest that it reads. */
  public static final int SCHEMA = 1;

  /** How each record of this build begins. */
  private static final byte[] STAMP =
      ("{\"schema\":" + SCHEMA + ",").getBytes(StandardCharsets.US_ASCII);

  private static final int EMPTY_OBJECT = 2;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = 4 * 1024 * 1024;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .build())
                  .build())
          .addModule(new JavaTimeModule().addDeserializer(Instant.class, new InstantReader()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private static final QuickJson QUICK = new QuickJson(JSON.getFactory());

  private Wire() {}

  /** The mapper behind it, for documents that are not records on a topic. Do not reconfigure it. */
  public static ObjectMapper json() {
    return JSON;
  }

  /** The record as it travels. */
  public static byte[] encode(Object value) {
    try {
      if (value instanceof LogParsed log) {
        return QUICK.write(log);
      }
      byte[] object = JSON.writeValueAsBytes(value);
      if (object.length <= EMPTY_OBJECT || object[0] != '{') {
        throw new IllegalArgumentException(value.getClass().getSimpleName() + " is no record");
      }
      byte[] stamped = Arrays.copyOf(STAMP, STAMP.length + object.length - 1);
      System.arraycopy(object, 1, stamped, STAMP.length, object.length - 1);
      return stamped;
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + value.getClass().getSimpleName(), e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws UnreadableRecord if the bytes are not such a record, or were written by a newer schema
   */
  public static <T> T decode(byte[] bytes, Class<T> type) {
    try {
      boolean ours = stampedByUs(bytes);
      LogObserved quick = ours && type == LogObserved.class ? QUICK.read(bytes) : null;
      if (quick != null) {
        return type.cast(quick);
      }
      if (!ours) {
        checkSchema(JSON.readTree(bytes), type);
      }
      return JSON.readValue(bytes, type);
    } catch (IOException e) {
      throw new UnreadableRecord("not a " + type.getSimpleName() + ": " + firstLine(e), e);
    }
  }

  /** Whether a process of this schema wrote it: it need not be read to know that. */
  public static boolean stampedByUs(byte[] bytes) {
    return bytes.length > STAMP.length
        && Arrays.equals(bytes, 0, STAMP.length, STAMP, 0, STAMP.length);
  }

  private static void checkSchema(JsonNode tree, Class<?> type) {
    if (!tree.isObject()) {
      throw new UnreadableRecord("not a " + type.getSimpleName() + ": not a JSON object", null);
    }
    JsonNode schema = tree.path("schema");
    if (!schema.isInt() || schema.intValue() < 1) {
      throw new UnreadableRecord(
          "field schema is missing: write \"schema\": " + SCHEMA + " into each record", null);
    }
    if (schema.intValue() > SCHEMA) {
      throw new UnreadableRecord(
          "written with schema "
              + schema.intValue()
              + " but this PatchWatch reads up to "
              + SCHEMA
              + ": upgrade this process first",
          null);
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
  }
}
