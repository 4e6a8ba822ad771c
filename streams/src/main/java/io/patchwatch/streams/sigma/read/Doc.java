package io.patchwatch.streams.sigma.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.yaml.Suggestion;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One document of rules, and what all kinds of them have. */
public record Doc(String origin, int number, JsonNode tree) {

  private static final Set<String> KNOWN =
      Set.of(
          "title",
          "id",
          "name",
          "related",
          "status",
          "description",
          "license",
          "author",
          "references",
          "date",
          "modified",
          "logsource",
          "detection",
          "fields",
          "falsepositives",
          "level",
          "tags",
          "scope",
          "taxonomy",
          "correlation",
          "generate",
          "filter");
  private static final List<String> UNUSABLE = List.of("deprecated", "unsupported");
  private static final List<String> STATUS = List.of("stable", "test", "experimental");
  private static final Set<String> TAXONOMIES = Set.of("sigma", "ecs");
  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_NAME = 200;

  /** Its name for messages. */
  public String label() {
    for (String key : List.of("name", "id", "title")) {
      JsonNode value = tree.path(key);
      if (value.isTextual() && !value.textValue().isBlank()) {
        String text = value.textValue();
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
      }
    }
    return "document " + number;
  }

  /** What it says of itself. */
  About about() throws Bad {
    if (!tree.isObject()) {
      throw new Bad("", "is no map; write title, logsource and detection");
    }
    if (tree.has("action")) {
      throw new Bad(
          "action", "collections are no longer in the specification; write each rule out");
    }
    taxonomy();
    String title = required("title", LONGEST_TITLE);
    String id = text(tree, "id", LONGEST_NAME);
    String name = text(tree, "name", LONGEST_NAME);
    String key = id != null ? id : name != null ? name : title;
    return new About(
        key,
        name != null ? name : key,
        title,
        status(),
        level(),
        orEmpty(text(tree, "description", 65_535)),
        texts("references"),
        texts("tags"),
        texts("falsepositives"),
        custom(),
        origin);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private String required(String key, int longest) throws Bad {
    String text = text(tree, key, longest);
    if (text == null) {
      throw new Bad(key, "is missing; every rule has a " + key);
    }
    return text;
  }

  /** Names of fields mean something else in another taxonomy. */
  private void taxonomy() throws Bad {
    String taxonomy = text(tree, "taxonomy", LONGEST_TITLE);
    if (taxonomy != null && !TAXONOMIES.contains(taxonomy.toLowerCase(Locale.ROOT))) {
      throw new Bad(
          "taxonomy",
          "fields of \""
              + taxonomy
              + "\" are not known here; name those of ECS or Sigma and leave it out");
    }
  }

  private String status() throws Bad {
    String status = text(tree, "status", LONGEST_NAME);
    if (status == null) {
      return "experimental";
    }
    if (UNUSABLE.contains(status)) {
      throw new Bad(
          "status", "is " + status + ", so it is not used; use the rule that replaced it");
    }
    if (!STATUS.contains(status)) {
      throw new Bad(
          "status",
          "\""
              + status
              + "\""
              + Suggestion.phrase(status, STATUS)
              + " is none; use stable, test or experimental");
    }
    return status;
  }

  private Level level() throws Bad {
    String level = text(tree, "level", LONGEST_NAME);
    if (level == null) {
      return Level.MEDIUM;
    }
    for (Level each : Level.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(level)) {
        return each;
      }
    }
    throw new Bad(
        "level", "\"" + level + "\" is none; use informational, low, medium, high or critical");
  }

  private List<String> texts(String key) throws Bad {
    JsonNode node = tree.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : node.isArray() ? node : List.of(node)) {
      if (each.isContainerNode()) {
        throw new Bad(key, "is no list of texts");
      }
      texts.add(each.asText());
    }
    return texts;
  }

  private Map<String, Object> custom() {
    Map<String, Object> custom = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : tree.properties()) {
      if (!KNOWN.contains(each.getKey()) && !each.getValue().isNull()) {
        custom.put(each.getKey(), plain(each.getValue()));
      }
    }
    return custom;
  }

  private static Object plain(JsonNode node) {
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(each -> list.add(plain(each)));
      return list;
    }
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(each -> map.put(each.getKey(), plain(each.getValue())));
      return map;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? node.numberValue() : node.asText();
  }

  /** The text under that key; null: there is none. */
  static @Nullable String text(JsonNode map, String key, int longest) throws Bad {
    JsonNode node = map.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node.isContainerNode() || node.asText().isBlank()) {
      throw new Bad(key, "is no text; write one");
    }
    if (node.asText().length() > longest) {
      throw new Bad(key, "is longer than " + longest + " characters; shorten it");
    }
    return node.asText();
  }
}
