package io.patchwatch.alerting.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.patchwatch.alerting.api.Board;
import io.patchwatch.alerting.posture.Posture;
import io.patchwatch.events.Command;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics that say how things stand and keeps the metrics of them. Each process reads all
 * partitions, so each tells of the whole fleet: the state topics from their beginning (they are
 * compacted), receipts and dead letters from now on.
 */
public final class TopicMetrics implements AutoCloseable {

  static final Set<Topic> STATE =
      EnumSet.of(Topic.SOFTWARE, Topic.FINDINGS, Topic.INCIDENTS, Topic.FEEDS, Topic.COMMANDS);
  static final Set<Topic> NEWS = EnumSet.of(Topic.RECEIPTS, Topic.DEAD_LETTERS);

  private static final Logger log = LoggerFactory.getLogger(TopicMetrics.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(2);

  private final Map<String, Object> config;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Posture posture;
  private final Board board;
  private final PostureMetrics postureMetrics;
  private final DeliveryMetrics deliveries;
  private final FeedMetrics feeds;
  private final OnCallMetrics onCall;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean caughtUp;
  private volatile String trouble = "reading the topics";
  private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

  /**
   * Starts reading; neither Kafka nor the topics need be there yet.
   *
   * @param client Kafka client settings
   * @param prefix topic prefix
   * @param posture what is read is folded into this one
   * @param board and into this one
   */
  public TopicMetrics(
      Map<String, Object> client,
      String prefix,
      Posture posture,
      Board board,
      MeterRegistry registry) {
    this.posture = posture;
    this.board = board;
    this.config = settings(client);
    STATE.forEach(topic -> topics.put(topic.name(prefix), topic));
    NEWS.forEach(topic -> topics.put(topic.name(prefix), topic));
    this.postureMetrics = new PostureMetrics(posture, registry);
    this.deliveries = new DeliveryMetrics(registry);
    this.feeds = new FeedMetrics(registry);
    this.onCall = new OnCallMetrics(registry);
    this.thread = Thread.ofPlatform().name("topic-metrics").daemon().start(this::run);
  }

  private static Map<String, Object> settings(Map<String, Object> client) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }

  /** Whether what stood on the topics at the start has been read. */
  public boolean ready() {
    return caughtUp;
  }

  /** What keeps it from being ready, for a person. */
  public String detail() {
    return caughtUp ? "the topics are read" : trouble;
  }

  /** Brings the gauges up to date; to be called before each scrape. */
  public void refresh() {
    postureMetrics.refresh();
    feeds.refresh();
  }

  private void run() {
    while (stop.getCount() > 0) {
      try {
        read();
      } catch (WakeupException | InterruptException e) {
        log.debug("told to stop", e);
      } catch (KafkaException e) {
        failed("Kafka: " + e.getMessage(), e);
      } catch (RuntimeException e) { // a defect: the metrics must go on all the same
        failed("failure: " + e, e);
      }
    }
  }

  private void read() {
    try (KafkaConsumer<String, byte[]> fresh =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer = fresh;
      Assignment assignment = new Assignment(fresh, topics, !caughtUp);
      while (stop.getCount() > 0) {
        assignment.refresh();
        if (assignment.isEmpty()) {
          pause(POLL);
        } else {
          fresh.poll(POLL).forEach(this::read);
        }
        if (!caughtUp && assignment.caughtUp()) {
          caughtUp = true;
        }
      }
    } finally {
      consumer = null;
    }
  }

  private void failed(String what, RuntimeException e) {
    if (!what.equals(trouble)) {
      log.warn("the metrics of the topics stand still; {}", what, e);
    }
    trouble = what;
    pause(BEFORE_ANOTHER_TRY);
  }

  private void pause(Duration time) {
    try {
      boolean stopped = stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
      log.trace("waited, stopped: {}", stopped);
    } catch (InterruptedException interrupted) {
      log.debug("told to stop", interrupted);
    }
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    Topic topic = topics.get(record.topic());
    if (topic == null || record.value() == null) {
      return;
    }
    try {
      apply(topic, record.value());
    } catch (UnreadableRecord e) { // counted where the record becomes a dead letter
      log.debug(
          "{}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }

  private void apply(Topic topic, byte[] value) {
    switch (topic) {
      case SOFTWARE -> posture.add(Wire.decode(value, SoftwareEvent.class));
      case FINDINGS -> {
        Finding finding = Wire.decode(value, Finding.class);
        posture.add(finding);
        board.add(finding);
        if (caughtUp) {
          onCall.add(finding);
        }
      }
      case COMMANDS -> board.add(Wire.decode(value, Command.class));
      case INCIDENTS -> {
        Incident incident = Wire.decode(value, Incident.class);
        posture.add(incident);
        board.add(incident);
        onCall.add(incident, caughtUp);
        deliveries.add(incident);
      }
      case RECEIPTS -> {
        Receipt receipt = Wire.decode(value, Receipt.class);
        deliveries.add(receipt);
        onCall.add(receipt);
      }
      case DEAD_LETTERS -> deliveries.add(Wire.decode(value, DeadLetter.class));
      case FEEDS -> feeds.add(Wire.decode(value, FeedReported.class));
      case LOGS, ADVISORIES, EXCEPTIONS, RULES, RULE_HITS, LOGS_PARSED, DELIVERIES -> {}
    }
  }

  @Override
  public void close() {
    stop.countDown();
    KafkaConsumer<String, byte[]> running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      boolean ended = thread.join(Duration.ofSeconds(5));
      log.debug("ended: {}", ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
