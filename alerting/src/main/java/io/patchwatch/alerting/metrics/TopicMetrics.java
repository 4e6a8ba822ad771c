package io.patchwatch.alerting.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics that say how things stand and keeps the metrics of them. Each process reads all
 * partitions: the state topics from their beginning (they are compacted), receipts and dead letters
 * from now on.
 */
public final class TopicMetrics implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TopicMetrics.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Set<Topic> STATE = Set.of(Topic.SOFTWARE, Topic.FINDINGS, Topic.INCIDENTS);
  private static final Set<Topic> NEWS = Set.of(Topic.RECEIPTS, Topic.DEAD_LETTERS);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Posture posture = new Posture();
  private final PostureMetrics postureMetrics;
  private final DeliveryMetrics deliveries;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Starts reading.
   *
   * @param client Kafka client settings
   * @param prefix topic prefix
   */
  public TopicMetrics(Map<String, Object> client, String prefix, MeterRegistry registry) {
    Map<String, Object> config = new HashMap<>(client);
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    this.consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    for (Topic topic : Topic.values()) {
      if (STATE.contains(topic) || NEWS.contains(topic)) {
        topics.put(topic.name(prefix), topic);
      }
    }
    this.postureMetrics = new PostureMetrics(posture, registry);
    this.deliveries = new DeliveryMetrics(registry);
    this.thread = Thread.ofPlatform().name("topic-metrics").daemon().start(this::run);
  }

  /** Whether what stood on the topics at the start has been read. */
  public boolean ready() {
    return caughtUp.getCount() == 0;
  }

  /** Brings the gauges up to date; to be called before each scrape. */
  public void refresh() {
    postureMetrics.refresh();
  }

  private void run() {
    try (consumer) {
      assign();
      while (!Thread.currentThread().isInterrupted()) {
        consumer.poll(POLL).forEach(this::read);
        if (caughtUp.getCount() > 0 && lag() == 0) {
          caughtUp.countDown();
        }
      }
    } catch (WakeupException e) {
      log.debug("closed");
    } catch (KafkaException e) {
      log.error("the metrics of the topics stop being updated: {}", e.getMessage(), e);
    }
  }

  private void assign() {
    List<TopicPartition> partitions =
        topics.keySet().stream()
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<Boolean, List<TopicPartition>> byState =
        partitions.stream()
            .collect(Collectors.partitioningBy(p -> STATE.contains(topics.get(p.topic()))));
    consumer.seekToBeginning(byState.get(true));
    consumer.seekToEnd(byState.get(false));
  }

  private long lag() {
    return consumer.assignment().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(1))
        .sum();
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    Topic topic = topics.get(record.topic());
    if (topic == null || record.value() == null) {
      return;
    }
    try {
      apply(topic, record.value());
    } catch (UnreadableRecord e) {
      log.debug(
          "{}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }

  private void apply(Topic topic, byte[] value) {
    switch (topic) {
      case SOFTWARE -> posture.add(Wire.decode(value, SoftwareEvent.class));
      case FINDINGS -> posture.add(Wire.decode(value, Finding.class));
      case INCIDENTS -> {
        Incident incident = Wire.decode(value, Incident.class);
        posture.add(incident);
        deliveries.add(incident);
      }
      case RECEIPTS -> deliveries.add(Wire.decode(value, Receipt.class));
      case DEAD_LETTERS -> deliveries.add(Wire.decode(value, DeadLetter.class));
      case LOGS, ADVISORIES, COMMANDS, LOGS_PARSED, DELIVERIES -> {}
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
