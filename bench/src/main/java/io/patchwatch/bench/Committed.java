package io.patchwatch.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what was committed to a topic, from its beginning. */
final class Committed implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private long read;

  Committed(Map<String, Object> client, String topic) {
    this.topic = topic;
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** Without what is there already. */
  static Committed fromNow(Map<String, Object> client, String topic) {
    Committed committed = new Committed(client, topic);
    committed.consumer.seekToEnd(committed.consumer.assignment());
    committed.consumer.assignment().forEach(committed.consumer::position);
    return committed;
  }

  /**
   * Returns when so many records in all were read.
   *
   * @return {@link System#nanoTime()} of then
   * @throws IllegalStateException if that takes too long
   */
  long await(long total) {
    return await(total, value -> {});
  }

  /** The same; each new record's value is handed over. */
  long await(long total, Consumer<byte[]> each) {
    long end = System.nanoTime() + Site.PATIENCE.toNanos();
    while (read < total) {
      var records = consumer.poll(POLL);
      read += records.count();
      records.forEach(record -> each.accept(record.value()));
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            topic + ": only " + read + " of " + total + " records after " + Site.PATIENCE);
      }
    }
    return System.nanoTime();
  }

  /** How many records were read by now. */
  long read() {
    return read;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
