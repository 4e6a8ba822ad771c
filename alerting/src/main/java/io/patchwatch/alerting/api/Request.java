package io.patchwatch.alerting.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Wire;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of a known caller.
 *
 * @param caller name of the token's owner
 * @param ids what stands in the path where the endpoint has braces, in order
 * @param query parameters, each with its values
 * @param content body, may be empty
 */
record Request(String caller, List<String> ids, Map<String, List<String>> query, String content) {

  private static final int MOST_ON_A_PAGE = 1000;
  private static final int USUAL_ON_A_PAGE = 100;
  private static final int LONGEST_VALUE = 1000;

  String id() {
    return ids.get(0);
  }

  /**
   * Reads a query string.
   *
   * @throws Problem if it is none
   */
  static Map<String, List<String>> query(@Nullable String raw) throws Problem {
    Map<String, List<String>> query = new HashMap<>();
    if (raw == null || raw.isEmpty()) {
      return query;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (value.length() > LONGEST_VALUE) {
        throw Problem.badRequest("'" + name + "' is longer than " + LONGEST_VALUE + " characters");
      }
      query.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    return query;
  }

  static String decode(String text) throws Problem {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("the address is not well encoded: " + e.getMessage());
    }
  }

  /** Only these parameters are taken, so that a mistyped one is not overlooked. */
  void only(String... names) throws Problem {
    for (String name : query.keySet()) {
      if (!List.of(names).contains(name)) {
        throw Problem.badRequest(
            "the parameter '" + name + "' is not known; known are " + String.join(", ", names));
      }
    }
  }

  List<String> all(String name) {
    return query.getOrDefault(name, List.of());
  }

  @Nullable String text(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? null : values.get(0);
  }

  int limit() throws Problem {
    String text = text("limit");
    try {
      int limit = text == null ? USUAL_ON_A_PAGE : Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST_ON_A_PAGE) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw Problem.badRequest("limit: '" + text + "' is no number; use 1 to " + MOST_ON_A_PAGE);
    }
    throw Problem.badRequest("limit: " + text + " is not possible; use 1 to " + MOST_ON_A_PAGE);
  }

  /** The body, one JSON object. */
  JsonNode json() throws Problem {
    try {
      JsonNode body =
          content.isBlank() ? Wire.json().createObjectNode() : Wire.json().readTree(content);
      if (body == null || !body.isObject()) {
        throw Problem.badRequest("the body is no JSON object");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw Problem.badRequest("the body is no JSON: " + e.getOriginalMessage());
    }
  }

  /** A time as RFC 3339 writes it, or one that lies a duration such as PT2H ahead. */
  static Instant time(String field, String text, Instant now) throws Problem {
    try {
      return text.startsWith("P") ? now.plus(Duration.parse(text)) : Instant.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw Problem.badRequest(
          field + ": '" + text + "' is no time; write 2026-12-01T08:00:00Z or PT2H");
    }
  }
}
