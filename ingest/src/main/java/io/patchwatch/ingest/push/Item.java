package io.patchwatch.ingest.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.PackageFact;
import io.patchwatch.events.Precision;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One pushed statement, checked by itself.
 *
 * @param asset id
 * @param version as the product writes it
 * @param time when it was seen; null: now
 * @param environment for an asset that the operator did not name
 */
record Item(
    String asset,
    String product,
    String version,
    Precision precision,
    @Nullable Instant time,
    @Nullable PackageFact packageFact,
    @Nullable String environment,
    @Nullable String owner,
    Map<String, String> labels) {

  private static final Set<String> KEYS =
      new TreeSet<>(
          Set.of(
              "asset",
              "product",
              "version",
              "precision",
              "time",
              "package",
              "environment",
              "owner",
              "labels"));
  private static final int MAX_TEXT = 200;
  private static final int MAX_LABELS = 32;

  /** Reads items and collects their mistakes. */
  static final class Reader {

    private final JsonNode json;
    private final List<String> mistakes = new ArrayList<>();

    Reader(JsonNode json) {
      this.json = json;
    }

    List<String> mistakes() {
      return mistakes;
    }

    /** Null where there are mistakes. */
    @Nullable Item read() {
      if (!json.isObject()) {
        mistakes.add("must be an object with asset, product and version");
        return null;
      }
      json.fieldNames().forEachRemaining(this::known);
      String asset = needed("asset");
      String product = needed("product");
      String version = needed("version");
      Item item =
          new Item(
              asset,
              product,
              version,
              precision(),
              time(),
              packageFact(),
              text(json, "environment"),
              text(json, "owner"),
              labels());
      return mistakes.isEmpty() ? item : null;
    }

    private void known(String key) {
      if (!KEYS.contains(key)) {
        mistakes.add(key + ": is not known here; known are " + KEYS);
      }
    }

    private String needed(String key) {
      String text = text(json, key);
      if (text == null && !json.hasNonNull(key)) {
        mistakes.add(key + ": is missing");
      }
      return text == null ? "" : text;
    }

    private @Nullable String text(JsonNode from, String key) {
      JsonNode value = from.path(key);
      if (value.isMissingNode() || value.isNull()) {
        return null;
      }
      String text = value.isTextual() ? value.textValue().strip() : "";
      boolean odd = text.chars().anyMatch(Character::isISOControl);
      if (text.isEmpty() || text.length() > MAX_TEXT || odd) {
        mistakes.add(key + ": must be a text of 1 to " + MAX_TEXT + " characters in one line");
        return null;
      }
      return text;
    }

    private Precision precision() {
      String text = text(json, "precision");
      if (text != null && !text.equals("full") && !text.equals("branch")) {
        mistakes.add("precision: '" + text + "' is neither full nor branch");
      }
      return "branch".equals(text) ? Precision.BRANCH : Precision.FULL;
    }

    private @Nullable Instant time() {
      String text = text(json, "time");
      try {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        mistakes.add("time: '" + text + "' is no time; write it like 2026-01-31T12:00:00Z");
        return null;
      }
    }

    private @Nullable PackageFact packageFact() {
      JsonNode fact = json.path("package");
      if (fact.isMissingNode() || fact.isNull()) {
        return null;
      }
      String type = text(fact, "type");
      String name = text(fact, "name");
      String version = text(fact, "version");
      if (type == null || name == null || version == null || type.length() > 20) {
        mistakes.add("package: needs type (deb, rpm), name and version");
        return null;
      }
      String distribution = text(fact, "distribution");
      return new PackageFact(type, name, version, distribution);
    }

    private Map<String, String> labels() {
      Map<String, String> labels = new TreeMap<>();
      JsonNode map = json.path("labels");
      if (map.isMissingNode() || map.isNull()) {
        return labels;
      }
      if (!map.isObject() || map.size() > MAX_LABELS) {
        mistakes.add("labels: must be a map of at most " + MAX_LABELS + " texts");
        return labels;
      }
      map.fieldNames()
          .forEachRemaining(
              name -> {
                String value = text(map, name);
                if (value != null) {
                  labels.put(name, value);
                }
              });
      return labels;
    }
  }
}
