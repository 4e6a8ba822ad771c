package io.patchwatch.streams.shapes;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.LogObserved;
import org.jspecify.annotations.Nullable;

/** A record of the topic {@code logs}. */
public sealed interface Incoming {

  /** One in our own shape. */
  record Ours(LogObserved log) implements Incoming {}

  /** Anything else; whether it is of a known shape is not said. */
  final class Foreign implements Incoming {

    private final byte[] bytes;
    private final @Nullable JsonNode tree;

    Foreign(byte[] bytes, @Nullable JsonNode tree) {
      this.bytes = bytes;
      this.tree = tree;
    }

    byte[] bytes() {
      return bytes;
    }

    /** The JSON object that it is; null: it is none. */
    @Nullable JsonNode tree() {
      return tree;
    }
  }
}
