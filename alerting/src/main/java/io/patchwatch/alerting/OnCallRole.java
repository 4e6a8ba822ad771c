package io.patchwatch.alerting;

import io.patchwatch.alerting.incidents.OpenIncidents;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The on-call engine, running. */
public final class OnCallRole implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OnCallRole.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
  private static final int COMMIT_MS = 50;

  /** Between two of these it commits and looks at the clock; Kafka Streams' own is 100 ms. */
  private static final int POLL_MS = COMMIT_MS / 4;

  /** So long the partitions of a process that was killed wait for another. */
  private static final int SESSION_MS = 10_000;

  private final KafkaStreams streams;
  private final OpenIncidents openIncidents;

  private OnCallRole(KafkaStreams streams, OpenIncidents openIncidents) {
    this.streams = streams;
    this.openIncidents = openIncidents;
  }

  /**
   * Starts it. The topics must be there.
   *
   * @param prefix of the topics
   * @param kafka settings of Kafka clients, with bootstrap.servers
   * @param stateDirectory where the stores are kept; lost, it is restored from Kafka
   * @param productName gives the name for people of a product id
   */
  public static OnCallRole start(
      AlertingSettings settings,
      String prefix,
      Map<String, Object> kafka,
      Path stateDirectory,
      UnaryOperator<String> productName) {
    OpenIncidents open = new OpenIncidents();
    Topology topology = OnCallTopology.build(settings, prefix, productName, open);
    KafkaStreams streams = new KafkaStreams(topology, properties(prefix, kafka, stateDirectory));
    streams.setUncaughtExceptionHandler(new ThreadReplacement(() -> {}));
    streams.setStateListener((now, before) -> LOG.info("On-call engine: {} -> {}", before, now));
    streams.start();
    return new OnCallRole(streams, open);
  }

  static Properties properties(String prefix, Map<String, Object> kafka, Path stateDirectory) {
    Properties it = new Properties();
    it.putAll(kafka);
    it.put(StreamsConfig.APPLICATION_ID_CONFIG, prefix + "oncall");
    it.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    it.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    it.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
    it.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
    it.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    it.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    it.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    it.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
    it.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topic.MAX_RECORD_BYTES);
    return it;
  }

  /** Whether findings are being taken. */
  public boolean ready() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Where it stands, in Kafka Streams' words. */
  public KafkaStreams.State state() {
    return streams.state();
  }

  /** Open incidents that this process looks after, for metrics. */
  public OpenIncidents openIncidents() {
    return openIncidents;
  }

  /** Kafka Streams itself, for its metrics. */
  public KafkaStreams streams() {
    return streams;
  }

  @Override
  public void close() {
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(LONGEST_STOP));
  }
}
