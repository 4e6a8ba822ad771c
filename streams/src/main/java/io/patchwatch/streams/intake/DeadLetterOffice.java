package io.patchwatch.streams.intake;

import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes, counts and logs dead letters. Reaches Kafka's handlers through the configuration. */
public final class DeadLetterOffice {

  /** Key of the office in the configuration of Kafka Streams. */
  public static final String CONFIG = "patchwatch.dead.letter.office";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterOffice.class);

  private final String topic;
  private final String reader;
  private final Runnable counter;

  /**
   * @param topic real name of the topic of dead letters
   * @param reader who could not read, as it stands in the letters
   * @param counter told of each letter
   */
  public DeadLetterOffice(String topic, String reader, Runnable counter) {
    this.topic = topic;
    this.reader = reader;
    this.counter = counter;
  }

  static DeadLetterOffice of(Map<String, ?> configs) {
    if (configs.get(CONFIG) instanceof DeadLetterOffice office) {
      return office;
    }
    throw new IllegalStateException(CONFIG + " is missing in the configuration");
  }

  /** The letter about this record, ready to be sent within the transaction that skips it. */
  ProducerRecord<byte[], byte[]> letter(
      ErrorHandlerContext origin, byte @Nullable [] key, byte @Nullable [] value, Exception why) {
    counter.run();
    LOG.warn(
        "dead letter: {}-{} offset {} at {}: {}",
        origin.topic(),
        origin.partition(),
        origin.offset(),
        origin.processorNodeId(),
        text(why));
    DeadLetter letter =
        new DeadLetter(
            origin.topic(),
            origin.partition(),
            origin.offset(),
            Instant.ofEpochMilli(Math.max(0, origin.timestamp())),
            reader + "/" + origin.processorNodeId(),
            text(why),
            key == null ? null : new String(key, StandardCharsets.UTF_8),
            value == null ? new byte[0] : value,
            false);
    byte[] letterKey = letter.key().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(
        topic, null, null, letterKey, Wire.encode(letter), traceOf(origin.headers()));
  }

  private static Headers traceOf(Headers origin) {
    Headers headers = new RecordHeaders();
    Trace.continueFrom(origin).into(headers);
    return headers;
  }

  private static String text(Throwable why) {
    String message = why.getMessage();
    return message == null ? why.getClass().getSimpleName() : message;
  }
}
