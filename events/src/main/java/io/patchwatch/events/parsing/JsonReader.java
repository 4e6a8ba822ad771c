package io.patchwatch.events.parsing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object; parts are named by JSON pointers. */
final class JsonReader implements RecordReader {

  private static final int MAX_DEPTH = 32;

  private static final ObjectReader JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private final List<JsonPointer> required;
  private final Map<String, JsonPointer> pointers = new ConcurrentHashMap<>();

  JsonReader(LogSpec spec) {
    this.required = spec.requires().stream().map(JsonPointer::compile).toList();
  }

  @Override
  public @Nullable Parts read(String text) {
    if (!text.startsWith("{")) {
      return null;
    }
    try {
      JsonNode tree = JSON.readValue(text);
      return tree.isObject() && complete(tree) ? name -> part(tree, name) : null;
    } catch (JsonProcessingException e) {
      return null; // not JSON, or cut
    }
  }

  private boolean complete(JsonNode tree) {
    for (JsonPointer pointer : required) {
      if (tree.at(pointer).isMissingNode()) {
        return false;
      }
    }
    return true;
  }

  /** Names come from the specification, so the map of pointers stays small. */
  private @Nullable String part(JsonNode tree, String name) {
    JsonNode node = tree.at(pointers.computeIfAbsent(name, JsonPointer::compile));
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node.isBigDecimal()) {
      return node.decimalValue().scale() > 18 || node.decimalValue().scale() < -18
          ? null
          : node.decimalValue().toPlainString();
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }
}
