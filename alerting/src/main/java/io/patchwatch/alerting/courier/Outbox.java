package io.patchwatch.alerting.courier;

import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what became of deliveries. What it returns from is stored by the brokers. */
final class Outbox implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KafkaProducer<String, byte[]> producer;
  private final String prefix;

  Outbox(Map<String, Object> kafka, String prefix) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "patchwatch-courier");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    this.prefix = prefix;
  }

  void write(Receipt receipt, Trace trace) throws InterruptedException {
    write(Topic.RECEIPTS, receipt.receiver(), receipt, trace);
  }

  void write(DeadLetter letter) throws InterruptedException {
    write(Topic.DEAD_LETTERS, letter.key(), letter, Trace.start());
  }

  /** Tries until it is written: a receipt that is lost would be a message that is sent again. */
  private void write(Topic topic, String key, Object value, Trace trace)
      throws InterruptedException {
    byte[] bytes = Wire.encode(value);
    while (true) {
      var message = new ProducerRecord<>(topic.name(prefix), key, bytes);
      trace.into(message.headers());
      try {
        producer.send(message).get();
        return;
      } catch (ExecutionException e) {
        LOG.warn("Cannot write to {}, trying again: {}", topic.name(prefix), reason(e));
        Thread.sleep(PAUSE);
      }
    }
  }

  private static String reason(ExecutionException e) {
    return String.valueOf(e.getCause());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
