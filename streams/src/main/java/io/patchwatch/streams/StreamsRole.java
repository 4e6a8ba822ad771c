package io.patchwatch.streams;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.streams.anomaly.AnomalyCounters;
import io.patchwatch.streams.logs.LogCounters;
import io.patchwatch.streams.rules.RuleBook;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology. Kafka and the topics must be there when it starts. */
public final class StreamsRole implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsRole.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Others take over at once, not only when our session has timed out. */
  private static final CloseOptions LEAVE =
      CloseOptions.timeout(CLOSE_TIMEOUT)
          .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

  private final StreamsCounters counters = new StreamsCounters();
  private final Insight insight;
  private final KafkaStreams streams;

  /** As the other one, with log records taken in as they are. */
  public StreamsRole(StreamsSettings settings, DetectionSettings detection, Catalogue catalogue) {
    this(settings, detection, LogSettings.defaults(), catalogue);
  }

  /** Prepares everything; nothing runs before {@link #start()}. */
  public StreamsRole(
      StreamsSettings settings,
      DetectionSettings detection,
      LogSettings logs,
      Catalogue catalogue) {
    insight = Insight.of(detection, catalogue);
    Properties properties = new Properties();
    properties.putAll(KafkaStreamsProperties.of(settings, counters));
    properties.putIfAbsent(
        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, InstanceId.in(settings.stateDirectory()));
    streams =
        new KafkaStreams(
            DetectionTopology.build(settings.topicPrefix(), detection, logs, catalogue, insight),
            properties);
    streams.setUncaughtExceptionHandler(new ThreadReplacement(counters::threadReplaced));
    streams.setStateListener((now, before) -> LOG.info("streams: {} after {}", now, before));
  }

  /** Joins the others and begins; returns at once, see {@link #ready()}. */
  public void start() {
    streams.start();
  }

  /** Whether it has its share of the work and does it. */
  public boolean ready() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Where it stands, for people, for example {@code REBALANCING}. */
  public String state() {
    return streams.state().name();
  }

  /** What happened in this process. */
  public StreamsCounters counters() {
    return counters;
  }

  /** Which log records could be read. */
  public LogCounters logs() {
    return insight.logs();
  }

  /** Which rules hold, and what they did. */
  public RuleBook rules() {
    return insight.rules();
  }

  /** How many servers are learned and watched. */
  public AnomalyCounters anomalies() {
    return insight.anomalies();
  }

  /** Where it stands, with log records that no parser can read and rules that are refused. */
  public String detail() {
    String unread = insight.logs().trouble();
    String refused = insight.rules().trouble();
    return state()
        + (unread.isEmpty() ? "" : "; log records not parsed: " + unread)
        + (refused.isEmpty() ? "" : "; rules refused: " + refused);
  }

  /** Kafka's own metrics of the streams and their clients. */
  public Map<MetricName, ? extends Metric> metrics() {
    return streams.metrics();
  }

  /** Stops cleanly: what was read is finished and committed. */
  @Override
  public void close() {
    if (!streams.close(LEAVE)) {
      LOG.warn("streams did not stop within {} s", CLOSE_TIMEOUT.toSeconds());
    }
  }
}
