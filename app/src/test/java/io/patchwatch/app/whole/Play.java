package io.patchwatch.app.whole;

import io.patchwatch.alerting.AlertingSettings;
import io.patchwatch.alerting.OnCallRole;
import io.patchwatch.alerting.Receiver;
import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Command;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Event;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.Finding;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.RuleEvent;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.TopicAdmin;
import io.patchwatch.streams.DetectionSettings;
import io.patchwatch.streams.StreamsRole;
import io.patchwatch.streams.StreamsSettings;
import java.nio.file.Path;
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
import org.awaitility.Awaitility;

/** A real broker with detection and the on-call engine, which can both be started anew. */
final class Play implements AutoCloseable {

  private static final String PREFIX = "play.";
  private static final Duration LONG = Duration.ofSeconds(60);

  private final EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary());
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Path directory;
  private final Catalogue catalogue;
  private StreamsRole detection;
  private OnCallRole onCall;
  private int marks;
  private int starts;

  Play(Path directory, Catalogue catalogue) {
    this.directory = directory;
    this.catalogue = catalogue;
    try (Admin admin = Admin.create(client())) {
      // One partition, so that what was sent before a mark has been heard when the mark has.
      new TopicAdmin(admin, PREFIX, 1, Duration.ofSeconds(20)).apply();
    }
    producer = new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        List.of(
            new TopicPartition(Topic.FINDINGS.name(PREFIX), 0),
            new TopicPartition(Topic.DELIVERIES.name(PREFIX), 0)));
    start();
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private void start() {
    Path state = directory.resolve("state-" + starts++);
    detection =
        new StreamsRole(
            StreamsSettings.of(kafka.bootstrapServers(), PREFIX, state),
            DetectionSettings.defaults(),
            catalogue);
    detection.start();
    onCall = OnCallRole.start(settings(), PREFIX, client(), state.resolve("on-call"), name -> name);
    Awaitility.await().atMost(LONG).until(() -> detection.ready() && onCall.ready());
  }

  /** Every message by itself and at once, so that each can be counted. */
  private static AlertingSettings settings() {
    return new AlertingSettings(
        null,
        List.of(Receiver.console("ops")),
        Duration.ofMillis(100),
        1000,
        null,
        Duration.ZERO,
        Duration.ZERO,
        null,
        null);
  }

  /** Both end, and others begin that have lost their disks. */
  void restart() {
    onCall.close();
    detection.close();
    start();
  }

  void publish(Event event) {
    var record = new ProducerRecord<>(topicOf(event).name(PREFIX), event.key(), Wire.encode(event));
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
      case RuleEvent report -> Topic.RULES;
    };
  }

  /** Returns when all that was sent so far has been heard by all. */
  void mark() {
    String mark = "mark-" + marks++;
    publish(Order.advisory(mark, 1, "4.7.5"));
    publish(Order.version(mark, Order.BEGIN));
    Awaitility.await(mark)
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .until(() -> deliveries().stream().anyMatch(it -> isAbout(it, mark)));
  }

  static boolean isAbout(Finding finding, String product) {
    return finding.conclusion() instanceof Unpatched it && it.product().equals(product);
  }

  static boolean isAbout(Delivery delivery, String product) {
    return delivery.incidents().stream().anyMatch(it -> isAbout(it.latest(), product));
  }

  List<Delivery> deliveries() {
    read();
    return deliveries;
  }

  List<Finding> findings() {
    read();
    return findings;
  }

  private void read() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
      if (record.topic().equals(Topic.FINDINGS.name(PREFIX))) {
        findings.add(Wire.decode(record.value(), Finding.class));
      } else {
        deliveries.add(Wire.decode(record.value(), Delivery.class));
      }
    }
  }

  @Override
  public void close() {
    onCall.close();
    detection.close();
    producer.close(Duration.ZERO);
    consumer.close();
    kafka.close();
  }
}
