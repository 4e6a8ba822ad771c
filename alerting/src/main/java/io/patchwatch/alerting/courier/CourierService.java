package io.patchwatch.alerting.courier;

import io.patchwatch.events.topics.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a courier on a thread of its own, and starts it anew when Kafka fails it. */
public final class CourierService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CourierService.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

  /** So long the partitions of a process that was killed wait for another. */
  private static final int SESSION_MS = 10_000;

  private final Map<String, Object> kafka;
  private final String prefix;
  private final Map<String, Notifier> notifiers;
  private final RetryPolicy policy;
  private final InstantSource clock;
  private final Outbox outbox;
  private final CourierTally tally;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Courier courier;

  /**
   * A service that is not started.
   *
   * @param kafka settings of Kafka clients, without serializers
   * @param prefix of the topics
   * @param notifiers by receiver; closed with the service
   */
  public CourierService(
      Map<String, Object> kafka,
      String prefix,
      Map<String, Notifier> notifiers,
      RetryPolicy policy,
      InstantSource clock) {
    this.kafka = Map.copyOf(kafka);
    this.prefix = prefix;
    this.notifiers = Map.copyOf(notifiers);
    this.policy = policy;
    this.clock = clock;
    this.outbox = new Outbox(kafka, prefix);
    this.tally = new CourierTally(notifiers.keySet());
    this.thread = Thread.ofPlatform().daemon().name("courier").unstarted(this::run);
  }

  /** Starts it. */
  public void start() {
    thread.start();
  }

  /** Whether deliveries are being taken. */
  public boolean ready() {
    Courier running = courier;
    return thread.isAlive() && running != null && running.assigned();
  }

  /** What was done so far. */
  public CourierTally tally() {
    return tally;
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        runOnce();
      }
    } catch (InterruptedException e) {
      LOG.debug("The courier is interrupted", e);
    }
  }

  private void runOnce() throws InterruptedException {
    try (Consumer<String, byte[]> consumer = consumer()) {
      Courier running =
          new Courier(
              consumer,
              notifiers,
              policy,
              clock,
              outbox,
              new FinishedBefore(kafka, prefix, clock),
              tally);
      courier = running;
      try {
        running.subscribe(prefix);
        while (closed.getCount() > 0) {
          running.poll();
        }
      } finally {
        running.stop();
      }
    } catch (KafkaException e) {
      LOG.error("The courier lost Kafka and begins anew: {}", e.toString());
      closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      courier = null;
    }
  }

  private Consumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topic.DELIVERIES.name(prefix) + "-courier");
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "patchwatch-courier");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(LONGEST_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outbox.close();
    notifiers.values().forEach(Notifier::close);
  }
}
