package io.patchwatch.alerting;

import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.TopicAdmin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker with the topics of the system, for one test class. */
final class Broker implements AutoCloseable {

  private static final int PARTITIONS = 2;

  private final EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary());
  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer());

  Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  void createTopics(String prefix) {
    try (Admin admin = Admin.create(client())) {
      new TopicAdmin(admin, prefix, PARTITIONS, Duration.ofSeconds(30)).apply();
    }
  }

  /** Writes a record and returns its trace when the broker has it. */
  Trace write(Topic topic, String prefix, String key, Object value) {
    return writeBytes(topic, prefix, key, Wire.encode(value));
  }

  Trace writeBytes(Topic topic, String prefix, String key, byte[] value) {
    Trace trace = Trace.start();
    var message = new ProducerRecord<>(topic.name(prefix), key, value);
    trace.into(message.headers());
    try {
      producer.send(message).get();
      return trace;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hands a record over without waiting. */
  void writeLater(Topic topic, String prefix, String key, Object value) {
    var unused = producer.send(new ProducerRecord<>(topic.name(prefix), key, Wire.encode(value)));
  }

  /** Everything that is on a topic now and belongs to no unfinished transaction. */
  <T> List<T> read(Topic topic, String prefix, Class<T> type) {
    Map<String, Object> committed = new HashMap<>(client());
    committed.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(committed, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic.name(prefix)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      List<T> values = new ArrayList<>();
      while (all.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(message -> values.add(Wire.decode(message.value(), type)));
      }
      return values;
    }
  }

  @Override
  public void close() {
    producer.close();
    kafka.close();
  }
}
