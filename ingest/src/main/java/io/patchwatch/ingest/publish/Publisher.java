package io.patchwatch.ingest.publish;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Command;
import io.patchwatch.events.Event;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.RuleEvent;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way from a collector to Kafka: encodes, checks the size, puts the trace into the header
 * and sends with acks=all, idempotent and in order. When the broker is away it waits; when its
 * buffer is full {@link #publish} blocks, which is the back-pressure that collectors rely on.
 */
public final class Publisher implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final int LINGER_MS = 5;
  private static final int BATCH_BYTES = 128 * 1024;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final Producer<String, byte[]> producer;
  private final String prefix;
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /** For tests and special producers; the publisher closes it. */
  public Publisher(Producer<String, byte[]> producer, String prefix) {
    this.producer = producer;
    this.prefix = prefix;
  }

  /**
   * Opens a producer; the broker need not be there yet.
   *
   * @param connection Kafka client settings: {@code bootstrap.servers} and security
   * @param prefix topic prefix
   */
  public static Publisher connect(Map<String, Object> connection, String prefix) {
    Map<String, Object> config = new HashMap<>(connection);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // On a topic that was made a moment ago the broker may refuse a request and take the one behind
    // it; from then on it refuses the first for ever, as out of order, until it is given up.
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
    return new Publisher(
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()), prefix);
  }

  /**
   * Sends an event.
   *
   * @return completes when the broker has it; exceptionally when it is lost for good, so that the
   *     collector tries again with the same event id
   * @throws IllegalArgumentException if the event is larger than {@link Topic#MAX_RECORD_BYTES}
   */
  public CompletableFuture<Void> publish(Event event, Trace trace) {
    byte[] value = Wire.encode(event);
    if (value.length > Topic.MAX_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "event "
              + event.id()
              + " has "
              + value.length
              + " bytes; at most "
              + Topic.MAX_RECORD_BYTES
              + " fit into a record");
    }
    var out = new ProducerRecord<>(topic(event).name(prefix), event.key(), value);
    trace.into(out.headers());
    CompletableFuture<Void> done = new CompletableFuture<>();
    var unused = producer.send(out, (metadata, error) -> complete(event, error, done));
    return done;
  }

  private void complete(Event event, @Nullable Exception error, CompletableFuture<Void> done) {
    if (error == null) {
      sent.increment();
      done.complete(null);
    } else {
      failed.increment();
      log.warn("event {} was not published: {}", event.id(), error.getMessage());
      done.completeExceptionally(error);
    }
  }

  private static Topic topic(Event event) {
    return switch (event) {
      case SoftwareEvent e -> Topic.SOFTWARE;
      case LogObserved e -> Topic.LOGS;
      case AdvisoryEvent e -> Topic.ADVISORIES;
      case Command e -> Topic.COMMANDS;
      case FeedReported e -> Topic.FEEDS;
      case RuleEvent e -> Topic.RULES;
    };
  }

  /** Events that the broker has acknowledged since the start. */
  public long sent() {
    return sent.sum();
  }

  /** Events that could not be published since the start. */
  public long failed() {
    return failed.sum();
  }

  /** Sends what is buffered, waiting 10 s at most. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
