package io.patchwatch.streams.shapes;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import java.io.IOException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic {@code logs}. What PatchWatch wrote is known by its first bytes and costs nothing
 * more than it did; only what is left is looked at closely.
 */
public final class IncomingLogs implements Deserializer<Incoming> {

  private IncomingLogs() {}

  /** A serde that reads only. */
  public static Serde<Incoming> serde() {
    return Serdes.serdeFrom(IncomingLogs::refuse, new IncomingLogs());
  }

  @Override
  public Incoming deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new UnreadableRecord("not a LogObserved: the record is empty", null);
    }
    if (Wire.stampedByUs(bytes)) {
      return new Incoming.Ours(Wire.decode(bytes, LogObserved.class));
    }
    JsonNode tree = object(bytes);
    return tree != null && claimsToBeOurs(tree)
        ? new Incoming.Ours(Wire.decode(bytes, LogObserved.class))
        : new Incoming.Foreign(bytes, tree);
  }

  private static boolean claimsToBeOurs(JsonNode tree) {
    return tree.path("schema").isInt() || tree.path("type").asText().equals("log-observed");
  }

  private static @Nullable JsonNode object(byte[] bytes) {
    int first = 0;
    while (first < bytes.length && bytes[first] <= ' ' && bytes[first] >= 0) {
      first++;
    }
    if (first == bytes.length || bytes[first] != '{') {
      return null;
    }
    try {
      JsonNode tree = Wire.json().readTree(bytes);
      return tree != null && tree.isObject() ? tree : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static byte[] refuse(String topic, Incoming value) {
    throw new UnsupportedOperationException("public topics are written with their own serdes");
  }
}
