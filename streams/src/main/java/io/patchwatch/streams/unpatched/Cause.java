package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Trace;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What made us judge.
 *
 * @param at time of the event, or of the clock when it was time that passed
 * @param headers lead back to the event by its trace
 * @param timestamp of the Kafka record, in milliseconds
 */
record Cause(Instant at, Headers headers, long timestamp) {

  static Cause event(Instant at, Record<?, ?> record) {
    return new Cause(at, record.headers(), record.timestamp());
  }

  /** Nothing happened but that time passed, or that this process started. */
  static Cause clock(long now) {
    Headers headers = new RecordHeaders();
    Trace.start().into(headers);
    return new Cause(Instant.ofEpochMilli(now), headers, now);
  }

  /** The later of both. */
  Cause or(Cause other) {
    return other.at.isBefore(at) ? this : other;
  }
}
