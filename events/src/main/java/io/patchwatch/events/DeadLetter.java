package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read, kept so that it can be mended and replayed. Topic {@code
 * dead-letters}, key: {@code topic-partition-offset}.
 *
 * @param reader who could not read it
 * @param error what was wrong, for a person
 * @param recordKey key of the record, if it had one
 * @param payload the record's value, byte for byte (Base64 on the wire), at most {@link
 *     #MAX_PAYLOAD} bytes
 * @param truncated whether the payload was cut
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("dead-letter")
@SuppressWarnings("ArrayRecordComponent") // bytes as they came; compared nowhere
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    Instant at,
    String reader,
    String error,
    @Nullable String recordKey,
    byte[] payload,
    boolean truncated) {

  /** Largest payload that is kept, in bytes. */
  public static final int MAX_PAYLOAD = 512 * 1024;

  public DeadLetter {
    Require.text(topic, "topic", 300);
    Require.present(at, "at");
    Require.text(reader, "reader", 200);
    error = error == null ? "unknown" : error.substring(0, Math.min(error.length(), 2048));
    Require.present(payload, "payload");
    if (payload.length > MAX_PAYLOAD) {
      payload = Arrays.copyOf(payload, MAX_PAYLOAD);
      truncated = true;
    }
  }

  /** The key of the Kafka record that carries it. */
  public String key() {
    return topic + "-" + partition + "-" + offset;
  }
}
