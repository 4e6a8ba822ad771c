package io.patchwatch.streams.sigma.read;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;
import org.yaml.snakeyaml.LoaderOptions;

/** YAML documents of bounded size and depth, without aliases. */
public final class Documents {

  /** Longest text of rules, in characters. */
  public static final int MOST_CHARACTERS = 1024 * 1024;

  private static final int MOST_DOCUMENTS = 500;
  private static final int MOST_DEPTH = 24;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,15})?");
  private static final YAMLFactory YAML = factory();

  private Documents() {}

  private static YAMLFactory factory() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MOST_CHARACTERS + 1);
    limits.setNestingDepthLimit(MOST_DEPTH);
    return YAMLFactory.builder()
        .loaderOptions(limits)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
        .build();
  }

  /** All documents of the text that have content. */
  public static List<JsonNode> of(String yaml) throws Bad {
    if (yaml.length() > MOST_CHARACTERS) {
      throw new Bad("", "longer than " + MOST_CHARACTERS + " characters; split it");
    }
    List<JsonNode> documents = new ArrayList<>();
    try (YAMLParser parser = YAML.createParser(yaml)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        JsonNode document = node(parser, token);
        if (!document.isNull()) {
          documents.add(document);
        }
        if (documents.size() > MOST_DOCUMENTS) {
          throw new Bad("", "more than " + MOST_DOCUMENTS + " documents; split it");
        }
      }
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new Bad(
          at == null ? "" : "line " + at.getLineNr(), "not YAML: " + first(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new Bad("", "cannot be read: " + first(e.getMessage()));
    }
    return documents;
  }

  private static String first(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }

  private static JsonNode node(YAMLParser parser, JsonToken token) throws IOException, Bad {
    if (parser.isCurrentAlias()) {
      throw new Bad(
          "line " + parser.currentTokenLocation().getLineNr(),
          "YAML aliases are not read; write it out");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      default -> NODES.textNode(parser.getText());
    };
  }

  /** A number keeps its text: {@code 0x17} and {@code 007} are what they look like in a log. */
  private static JsonNode number(YAMLParser parser) throws IOException {
    String text = parser.getText();
    boolean decimal = DECIMAL.matcher(text).matches();
    return decimal ? NODES.numberNode(new BigDecimal(text)) : NODES.textNode(text);
  }

  private static ObjectNode object(YAMLParser parser) throws IOException, Bad {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      object.set(key, node(parser, parser.nextToken()));
    }
    return object;
  }

  private static ArrayNode array(YAMLParser parser) throws IOException, Bad {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      array.add(node(parser, next));
    }
    return array;
  }
}
