package io.patchwatch.streams;

import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.intake.DeadLetterOffice;
import io.patchwatch.streams.intake.UnprocessableRecords;
import io.patchwatch.streams.intake.UnreadableRecords;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of Kafka Streams: safe, bounded and quick. */
final class KafkaStreamsProperties {

  /** A process that died without a word is replaced after this; heartbeats come thrice as often. */
  private static final Duration SESSION = Duration.ofSeconds(9);

  /** Shared by the stores that are cached; what does not fit is written earlier. */
  private static final long CACHE_BYTES = 32L * 1024 * 1024;

  /** Before compression; what one commit makes for a partition is less at usual rates. */
  private static final int BATCH_BYTES = 128 * 1024;

  private KafkaStreamsProperties() {}

  static Map<String, Object> of(StreamsSettings settings, StreamsCounters counters) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    addGuarantees(properties, settings, counters);
    addSpeed(properties, settings);
    if (settings.instanceId() != null) {
      properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instanceId());
    }
    properties.putAll(settings.kafka());
    return properties;
  }

  private static void addGuarantees(
      Map<String, Object> properties, StreamsSettings settings, StreamsCounters counters) {
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(
        StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, Boolean.toString(true));
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnprocessableRecords.class);
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    properties.put(
        DeadLetterOffice.CONFIG,
        new DeadLetterOffice(
            Topic.DEAD_LETTERS.name(settings.topicPrefix()), "streams", counters::deadLetter));
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION));
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(SESSION.dividedBy(3)));
  }

  /** The poll is kept shorter than the commit, for it is between polls that commits are made. */
  private static void addSpeed(Map<String, Object> properties, StreamsSettings settings) {
    Duration commit = settings.commitInterval();
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit.toMillis());
    properties.put(StreamsConfig.POLL_MS_CONFIG, Math.max(1, commit.toMillis() / 4));
    // What is concluded does not depend on which topic is read first (AnyOrderTest and others), so
    // no task waits for a topic that has records which were not fetched yet, as it would by
    // default:
    // with several small topics beside the logs that was a wait in each round.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    // Nobody sees a record before the commit, which sends all that waits: to send any earlier only
    // makes more and smaller batches.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), commit.toMillis());
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    // The broker may refuse the first request of a transaction while it ends the one before; those
    // sent behind it would be refused too, each with an error in the broker's log.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
