package io.patchwatch.streams;

import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Command;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Event;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.Finding;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.RuleEvent;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.TopicAdmin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker with our topics, and what others do there: publish events, read findings. */
final class Broker implements AutoCloseable {

  static final String PREFIX = "patchwatch.";
  private static final int PARTITIONS = 2;

  private final EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary());
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Finding> findings = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  Broker() {
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      new TopicAdmin(admin, PREFIX, PARTITIONS, Duration.ofSeconds(20)).apply();
    }
    producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      all.add(new TopicPartition(Topic.FINDINGS.name(PREFIX), i));
      all.add(new TopicPartition(Topic.DEAD_LETTERS.name(PREFIX), i));
    }
    consumer.assign(all);
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  void publish(Event... events) {
    for (Event event : events) {
      send(topicOf(event), event.key(), Wire.encode(event));
    }
    producer.flush();
  }

  void send(Topic topic, String key, byte[] value) {
    var record = new ProducerRecord<>(topic.name(PREFIX), key, value);
    Trace.start().into(record.headers());
    var unused = producer.send(record);
  }

  private static Topic topicOf(Event event) {
    return switch (event) {
      case SoftwareEvent software -> Topic.SOFTWARE;
      case AdvisoryEvent advisory -> Topic.ADVISORIES;
      case Command command -> Topic.COMMANDS;
      case LogObserved log -> Topic.LOGS;
      case FeedReported report -> Topic.FEEDS;
      case RuleEvent rule -> Topic.RULES;
    };
  }

  /** All finding records that were committed so far, in the order of their partitions. */
  List<Finding> findings() {
    read();
    return findings;
  }

  List<DeadLetter> deadLetters() {
    read();
    return deadLetters;
  }

  private void read() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
      if (record.topic().equals(Topic.FINDINGS.name(PREFIX))) {
        findings.add(Wire.decode(record.value(), Finding.class));
      } else {
        deadLetters.add(Wire.decode(record.value(), DeadLetter.class));
      }
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
    kafka.close();
  }
}
