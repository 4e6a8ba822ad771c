package io.patchwatch.events.topics;

import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link Wire} as Kafka sees it. Reading throws {@link UnreadableRecord}, so use it for what our
 * own processes wrote (stores, internal topics); read public topics as bytes and decode where a
 * record that cannot be read becomes a dead letter.
 */
public record WireSerde<T>(Class<T> type) implements Serde<T> {

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> write(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> read(bytes);
  }

  @SuppressWarnings("NullAway") // Kafka's interface is not marked: null stands for a deletion
  private byte[] write(@Nullable T value) {
    return value == null ? null : Wire.encode(value);
  }

  @SuppressWarnings("NullAway") // as above
  private T read(byte @Nullable [] bytes) {
    return bytes == null ? null : Wire.decode(bytes, type);
  }
}
