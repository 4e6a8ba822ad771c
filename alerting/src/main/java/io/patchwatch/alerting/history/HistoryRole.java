package io.patchwatch.alerting.history;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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
 * Copies the topics into Elasticsearch. Offsets are committed only after Elasticsearch has
 * acknowledged what lies before them; while it or Kafka is away nothing is lost, it only comes
 * later. Several processes share the work as one consumer group.
 */
public final class HistoryRole implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HistoryRole.class);
  private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(2);
  private static final Duration POLITE_STOP = Duration.ofSeconds(10);
  private static final Duration LAST_STOP = Duration.ofSeconds(5);
  private static final int NEW_TOPICS_MS = 5_000;

  /** So long the partitions of a process that was killed wait for another. */
  private static final int SESSION_MS = 6_000;

  private final Map<String, Object> config;
  private final Store store;
  private final RecordReader reader;
  private final Progress progress = new Progress();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

  /**
   * Starts copying; neither Kafka nor the topics nor Elasticsearch need be there yet.
   *
   * @param kafka Kafka client settings
   * @param prefix topic prefix
   * @param connection stays open when this is closed
   */
  public HistoryRole(Map<String, Object> kafka, String prefix, ElasticsearchConnection connection) {
    this.config = settings(kafka, prefix);
    this.store = new Store(connection.client());
    this.reader = new RecordReader(prefix);
    this.thread = Thread.ofPlatform().name("history").daemon().start(this::run);
  }

  private static Map<String, Object> settings(Map<String, Object> kafka, String prefix) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, prefix + "history");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Batches.MAX_DOCUMENTS);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MS / 3);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, NEW_TOPICS_MS);
    return config;
  }

  /** Whether the last write reached Elasticsearch. */
  public boolean ready() {
    return progress.ready();
  }

  /** How it goes, or what keeps it from being ready, for a person. */
  public String detail() {
    return progress.detail();
  }

  /** Documents that Elasticsearch has acknowledged since the start. */
  public long stored() {
    return progress.storedCount();
  }

  /** Records and documents that cannot be kept, since the start. */
  public long refused() {
    return progress.refusedCount();
  }

  /** Records on the topics of this process's share that are not stored yet. */
  public long lag() {
    return progress.lag();
  }

  private void run() {
    while (stop.getCount() > 0) {
      try {
        copy();
      } catch (WakeupException | InterruptException | InterruptedException e) {
        log.debug("told to stop", e);
      } catch (KafkaException e) {
        progress.troubled("Kafka", e);
        pause();
      } catch (RuntimeException e) { // a defect: the history must go on all the same
        log.error("the history begins again after a failure", e);
        progress.troubled("failure", e);
        pause();
      }
    }
  }

  private void copy() throws InterruptedException {
    try (KafkaConsumer<String, byte[]> fresh =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer = fresh;
      new TopicCopy(fresh, reader, store, progress, stop).run();
    } finally {
      consumer = null;
    }
  }

  private void pause() {
    try {
      boolean stopped = stop.await(BEFORE_ANOTHER_TRY.toMillis(), TimeUnit.MILLISECONDS);
      log.debug("waited, stopped: {}", stopped);
    } catch (InterruptedException e) {
      log.debug("told to stop", e);
    }
  }

  /** Stops; what was stored but not committed is stored again next time, as the same documents. */
  @Override
  public void close() {
    stop.countDown();
    KafkaConsumer<String, byte[]> running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      if (!thread.join(POLITE_STOP)) {
        thread.interrupt();
        boolean ended = thread.join(LAST_STOP);
        log.warn("the history was interrupted; ended: {}", ended);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
