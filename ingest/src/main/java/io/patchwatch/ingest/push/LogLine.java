package io.patchwatch.ingest.push;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.shipping.Shipped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one line of NDJSON as a shipped record. Pure. */
final class LogLine {

  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("asset", "host", "program", "path", "time", "id", "message"));

  private static final int MAX_WORD = 2_048;
  private static final int MAX_DEPTH = 8;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode json;

  private LogLine(JsonNode json) {
    this.json = json;
  }

  /**
   * The record.
   *
   * @param seen how often each line without an id came in this request
   * @throws Refusal if it is none; with what is wrong
   */
  static Shipped read(String line, Map<String, Integer> seen) throws Refusal {
    JsonNode json;
    try {
      json = MAPPER.readTree(line);
    } catch (JacksonException e) {
      throw new Refusal(
          422,
          "not JSON: " + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
    }
    if (!json.isObject()) {
      throw new Refusal(422, "must be an object with asset or host, and message");
    }
    return new LogLine(json).shipped(seen);
  }

  private Shipped shipped(Map<String, Integer> seen) throws Refusal {
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!KEYS.contains(entry.getKey())) {
        throw new Refusal(422, entry.getKey() + ": is not known here; known are " + KEYS);
      }
    }
    JsonNode message = json.path("message");
    if (!message.isTextual()) {
      throw new Refusal(422, "message: is missing or no text");
    }
    String asset = word("asset");
    String host = word("host");
    String program = word("program");
    String path = word("path");
    Instant time = time();
    return new Shipped(
        asset,
        host,
        program,
        path,
        null,
        time,
        message.textValue(),
        false,
        identity(
            seen,
            String.valueOf(time),
            String.valueOf(host),
            String.valueOf(program),
            String.valueOf(path),
            message.textValue()));
  }

  /** Without an id and a time two that look alike may be two. */
  private String identity(Map<String, Integer> seen, String time, String... parts) throws Refusal {
    String id = word("id");
    if (id != null) {
      return "id " + id;
    }
    if (!json.hasNonNull("time")) {
      return UUID.randomUUID().toString();
    }
    String print = Fingerprints.of(time, Fingerprints.of(parts));
    return print + '#' + seen.merge(print, 1, Integer::sum);
  }

  private @Nullable String word(String key) throws Refusal {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()
        || value.textValue().isBlank()
        || value.textValue().length() > MAX_WORD) {
      throw new Refusal(422, key + ": must be a text of 1 to " + MAX_WORD + " characters");
    }
    return value.textValue();
  }

  private @Nullable Instant time() throws Refusal {
    String text = word("time");
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Refusal(422, "time: is no time; write it like 2026-01-31T12:00:00Z");
    }
  }
}
