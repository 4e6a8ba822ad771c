package io.patchwatch.ingest.push;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parses a request's body: one JSON object, or a list of up to {@link #MAX_ITEMS}. */
final class PushedItems {

  /** Most items of one request. */
  static final int MAX_ITEMS = 1_000;

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

  private PushedItems() {}

  /**
   * The items.
   *
   * @throws Refusal if the body is no such JSON
   */
  static List<JsonNode> parse(byte[] body) throws Refusal {
    JsonNode tree = tree(body);
    if (tree.isObject()) {
      return List.of(tree);
    }
    if (!tree.isArray() || tree.isEmpty()) {
      throw new Refusal(400, "the body must be a JSON object or a list of objects");
    }
    if (tree.size() > MAX_ITEMS) {
      throw new Refusal(413, "more than " + MAX_ITEMS + " items; send several requests");
    }
    List<JsonNode> items = new ArrayList<>();
    tree.forEach(items::add);
    return items;
  }

  private static JsonNode tree(byte[] body) throws Refusal {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      var at = e.getLocation();
      String line = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
      String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new Refusal(400, "not JSON at " + line + ": " + why);
    } catch (IOException e) {
      throw new Refusal(400, "not JSON in UTF-8");
    }
  }
}
