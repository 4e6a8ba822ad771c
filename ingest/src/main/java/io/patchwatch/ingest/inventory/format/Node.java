package io.patchwatch.ingest.inventory.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document. What is absent is empty; what has another type than expected is empty
 * too and becomes a problem.
 *
 * @param path for messages, for example {@code packages.prosody[0]}
 */
public record Node(JsonNode json, String path, Harvest harvest) {

  /** The value of a field. */
  public Node at(String field) {
    return new Node(json.path(field), path.isEmpty() ? field : path + "." + field, harvest);
  }

  /** Whether a field is there and not null. */
  public boolean has(String field) {
    return json.hasNonNull(field);
  }

  public boolean isObject() {
    return json.isObject();
  }

  public boolean isArray() {
    return json.isArray();
  }

  public boolean isText() {
    return json.isTextual();
  }

  /** Whether nothing is here. */
  public boolean isAbsent() {
    return json.isMissingNode() || json.isNull();
  }

  /** A text or number, as text; null when there is none. */
  public @Nullable String text(String field) {
    Node value = at(field);
    if (value.isAbsent()) {
      return null;
    }
    if (!value.json.isTextual() && !value.json.isNumber()) {
      value.problem("is not a text; it is left out");
      return null;
    }
    return value.json.asText();
  }

  /** This text; null when it is none. */
  public @Nullable String text() {
    return json.isTextual() ? json.textValue() : null;
  }

  /** An RFC 3339 time; null when there is none. */
  public @Nullable Instant time(String field) {
    String text = text(field);
    Instant time = text == null ? null : Times.read(text);
    if (text != null && time == null) {
      at(field).problem("is not a time like 2026-01-31T12:00:00Z; it is left out");
    }
    return time;
  }

  /** The items of a list; none when it is absent. */
  public List<Node> each(String field) {
    return at(field).items();
  }

  /** The items of this list; none when it is absent. */
  public List<Node> items() {
    if (isAbsent()) {
      return List.of();
    }
    if (!json.isArray()) {
      problem("is not a list; it is left out");
      return List.of();
    }
    List<Node> items = new ArrayList<>(json.size());
    for (int i = 0; i < json.size(); i++) {
      items.add(new Node(json.get(i), path + "[" + i + "]", harvest));
    }
    return items;
  }

  /** The fields of a map with their names; none when it is absent. */
  public List<Map.Entry<String, Node>> fields(String field) {
    Node map = at(field);
    if (map.isAbsent()) {
      return List.of();
    }
    if (!map.json.isObject()) {
      map.problem("is not a map; it is left out");
      return List.of();
    }
    List<Map.Entry<String, Node>> fields = new ArrayList<>(map.json.size());
    map.json.fieldNames().forEachRemaining(name -> fields.add(Map.entry(name, map.at(name))));
    return fields;
  }

  /** Notes what is wrong here. */
  public void problem(String what) {
    harvest.problem(path, what);
  }
}
