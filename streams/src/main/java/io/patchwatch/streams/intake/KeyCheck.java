package io.patchwatch.streams.intake;

import io.patchwatch.events.Event;
import io.patchwatch.events.UnreadableRecord;
import org.apache.kafka.streams.processor.api.Record;

/** Records of one asset meet in one partition only when they carry its id as their key. */
public final class KeyCheck {

  private KeyCheck() {}

  /**
   * Checks the record's key.
   *
   * @throws UnreadableRecord if the record is keyed by something else than its event's key
   */
  public static <E extends Event> E keyed(Record<String, E> record) {
    E event = record.value();
    if (!event.key().equals(record.key())) {
      throw new UnreadableRecord(
          "the record's key is " + record.key() + "; key it by " + event.key(), null);
    }
    return event;
  }
}
