package io.patchwatch.streams.sigma.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.streams.sigma.match.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The section {@code detection} of a rule, or the selections and condition of a filter. */
record ReadDetection(Questions questions, Map<String, List<String>> placeholders) {

  private static final int MOST_IDENTIFIERS = 200;
  private static final int MOST_PARTS = 2_000;

  /** The log source as it is written; only its three known keys matter. */
  static Map<String, String> logsource(JsonNode tree) throws Bad {
    JsonNode source = tree.path("logsource");
    if (!source.isObject()) {
      throw new Bad(
          "logsource", "is missing; write category: chat, or product: one of the catalogue");
    }
    Map<String, String> known = new TreeMap<>();
    for (String key : List.of("product", "category", "service")) {
      String value = Doc.text(source, key, 100);
      if (value != null) {
        known.put(key, value.toLowerCase(Locale.ROOT));
      }
    }
    if (known.isEmpty()) {
      throw new Bad("logsource", "names neither product nor category nor service");
    }
    return known;
  }

  /** What the section asks of an event. */
  Condition of(String section, JsonNode detection, List<String> ignored) throws Bad {
    if (!detection.isObject()) {
      throw new Bad(section, "is missing or no map; write selections and a condition");
    }
    Map<String, Condition> identifiers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : detection.properties()) {
      String name = each.getKey();
      if (name.equals("timeframe")) {
        throw new Bad(
            section + ".timeframe", "is no longer in the specification; write a correlation");
      }
      if (!name.equals("condition") && !ignored.contains(name)) {
        String place = section + "." + name;
        identifiers.put(name, new Condition.Named(name, identifier(place, each.getValue())));
      }
    }
    if (identifiers.isEmpty() || identifiers.size() > MOST_IDENTIFIERS) {
      throw new Bad(section, "has " + identifiers.size() + " selections; write 1 to 200");
    }
    return condition(section + ".condition", detection.path("condition"), identifiers);
  }

  private Condition condition(String place, JsonNode text, Map<String, Condition> identifiers)
      throws Bad {
    if (text.isArray() && !text.isEmpty()) {
      List<Condition> any = new ArrayList<>();
      for (JsonNode each : text) {
        any.add(ReadCondition.of(place, each.asText(), identifiers));
      }
      return new Condition.Any(any);
    }
    if (!text.isTextual()) {
      throw new Bad(place, "is missing; name what must be met, for example: selection");
    }
    return ReadCondition.of(place, text.textValue(), identifiers);
  }

  private Condition identifier(String place, JsonNode node) throws Bad {
    if (node.isObject()) {
      return map(place, node);
    }
    if (!node.isArray()) {
      return ReadValue.keyword(questions, placeholders, place, node);
    }
    if (node.isEmpty() || node.size() > MOST_PARTS) {
      throw new Bad(place, "has " + node.size() + " entries; write 1 to " + MOST_PARTS);
    }
    List<Condition> any = new ArrayList<>();
    for (JsonNode each : node) {
      any.add(
          each.isObject()
              ? map(place, each)
              : ReadValue.keyword(questions, placeholders, place, each));
    }
    return new Condition.Any(any);
  }

  private Condition map(String place, JsonNode map) throws Bad {
    if (map.isEmpty() || map.size() > MOST_PARTS) {
      throw new Bad(place, "has " + map.size() + " fields; write 1 to " + MOST_PARTS);
    }
    List<Condition> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : map.properties()) {
      all.add(ReadValue.of(questions, placeholders, place, each.getKey(), each.getValue()));
    }
    return all.size() == 1 ? all.getFirst() : new Condition.All(all);
  }
}
