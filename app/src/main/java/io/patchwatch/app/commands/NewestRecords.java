package io.patchwatch.app.commands;

import io.patchwatch.app.config.KafkaConfig;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a compacted topic once, up to where it ends now. Commits nothing, joins no group. */
final class NewestRecords {

  private static final int EX_UNAVAILABLE = 69;
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> client;
  private final String prefix;

  private NewestRecords(Map<String, Object> client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  /**
   * Prepares to read.
   *
   * @throws Stopped if the file with Kafka's settings cannot be read
   */
  static NewestRecords at(KafkaConfig kafka) throws Stopped {
    try {
      Map<String, Object> client = new HashMap<>(kafka.client(servers(kafka)));
      client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
      client.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis() / 2);
      client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
      client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
      client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
      return new NewestRecords(client, kafka.topicPrefix());
    } catch (IOException e) {
      throw new Stopped(EX_UNAVAILABLE, "kafka.properties_file: " + e.getMessage());
    }
  }

  /** Where the broker is, also when it is embedded in another process of this machine. */
  static String servers(KafkaConfig kafka) {
    return kafka.mode() == KafkaConfig.Mode.EMBEDDED
        ? "127.0.0.1:" + kafka.port()
        : String.valueOf(kafka.bootstrapServers());
  }

  /**
   * The newest record of each key. What cannot be read is left out: it is a dead letter elsewhere.
   *
   * @throws Stopped if Kafka does not answer
   */
  <T> Collection<T> of(Topic topic, Class<T> type) throws Stopped {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name(prefix)).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(consumer, consumer.endOffsets(partitions), type).values();
    } catch (KafkaException e) {
      throw new Stopped(
          EX_UNAVAILABLE,
          "Kafka: " + e.getMessage() + "; check kafka.bootstrap_servers and that the broker runs");
    }
  }

  private static <T> Map<String, T> read(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Class<T> type) {
    Map<String, T> newest = new LinkedHashMap<>();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(POLL).forEach(record -> take(record, type, newest));
    }
    return newest;
  }

  private static <T> void take(
      ConsumerRecord<String, byte[]> record, Class<T> type, Map<String, T> newest) {
    String key = String.valueOf(record.key());
    newest.remove(key);
    if (record.value() == null) {
      return;
    }
    try {
      newest.put(key, Wire.decode(record.value(), type));
    } catch (UnreadableRecord e) {
      newest.remove(key);
    }
  }
}
