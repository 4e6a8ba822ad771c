package io.patchwatch.streams.intake;

import io.patchwatch.events.Event;
import io.patchwatch.events.UnreadableRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Records of one asset meet in one partition only when they carry its id as their key. */
public final class KeyCheck {

  private KeyCheck() {}

  /**
   * Checks the record's key.
   *
   * @throws UnreadableRecord if the record is keyed by something else than its event's key
   */
  public static <E extends Event> E keyed(Record<String, E> record) {
    return keyed(record.key(), record.value());
  }

  /**
   * As {@link #keyed(Record)}.
   *
   * @param key of the record that carries the event
   */
  public static <E extends Event> E keyed(@Nullable String key, E event) {
    if (!event.key().equals(key)) {
      throw new UnreadableRecord("the record's key is " + key + "; key it by " + event.key(), null);
    }
    return event;
  }
}
