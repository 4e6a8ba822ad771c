package io.patchwatch.streams.intake;

import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic on which others write: what is not such a record, also an empty one, is refused
 * with an {@link UnreadableRecord}, of which {@link UnreadableRecords} makes a dead letter.
 */
public final class PublicRecords<T> implements Deserializer<T> {

  private final Class<T> type;

  private PublicRecords(Class<T> type) {
    this.type = type;
  }

  /** A serde that reads only. */
  public static <T> Serde<T> of(Class<T> type) {
    return Serdes.serdeFrom(PublicRecords::refuse, new PublicRecords<>(type));
  }

  @Override
  public T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new UnreadableRecord("not a " + type.getSimpleName() + ": the record is empty", null);
    }
    return Wire.decode(bytes, type);
  }

  private static byte[] refuse(String topic, Object value) {
    throw new UnsupportedOperationException("public topics are written with their own serdes");
  }
}
