package io.patchwatch.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the topology runs. Unlike {@link DetectionSettings} it may differ between
 * instances, but for {@code applicationId} and {@code topicPrefix}.
 *
 * @param applicationId consumer group and prefix of the internal topics
 * @param bootstrapServers of Kafka
 * @param topicPrefix of the topics, for example {@code patchwatch.}
 * @param stateDirectory where stores are kept
 * @param instanceId stable name of this instance, unlike that of any other; null: one that is kept
 *     in the state directory
 * @param threads 1 to 64
 * @param commitInterval how often results become visible to others, 1 ms to 10 s; the least latency
 *     of each of the three steps within the topology
 * @param kafka further properties of Kafka clients, for example security; they win
 */
public record StreamsSettings(
    String applicationId,
    String bootstrapServers,
    String topicPrefix,
    Path stateDirectory,
    @Nullable String instanceId,
    int threads,
    Duration commitInterval,
    Map<String, String> kafka) {

  private static final int MOST_THREADS = 64;

  public StreamsSettings {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "streams.threads is " + threads + "; use 1 to " + MOST_THREADS);
    }
    if (commitInterval.toMillis() < 1 || commitInterval.compareTo(Duration.ofSeconds(10)) > 0) {
      throw new IllegalArgumentException(
          "streams.commit_interval is " + commitInterval + "; use 1ms to 10s");
    }
    kafka = Map.copyOf(kafka);
  }

  /** One thread, commits every 50 ms. */
  public static StreamsSettings of(
      String bootstrapServers, String topicPrefix, Path stateDirectory) {
    return new StreamsSettings(
        topicPrefix + "streams",
        bootstrapServers,
        topicPrefix,
        stateDirectory,
        null,
        1,
        Duration.ofMillis(50),
        Map.of());
  }
}
