package io.patchwatch.events.catalogue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchwatch.events.Wire;
import org.jspecify.annotations.Nullable;

/** The values of one answer; its JSON is parsed once, when it is needed. */
final class AnswerValues {

  private final HttpAnswer answer;
  private @Nullable JsonNode json;

  AnswerValues(HttpAnswer answer) {
    this.answer = answer;
  }

  /** The text at that place, or null. */
  @Nullable String at(Place place) {
    return switch (place) {
      case Place.Header header -> answer.header(header.name());
      case Place.Json pointer -> text(json().at(pointer.pointer()));
      case Place.Body() -> answer.body();
    };
  }

  private JsonNode json() {
    JsonNode tree = json;
    if (tree == null) {
      tree = parse();
      json = tree;
    }
    return tree;
  }

  private JsonNode parse() {
    try {
      return Wire.json().readTree(answer.body());
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  private static @Nullable String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : null;
  }
}
