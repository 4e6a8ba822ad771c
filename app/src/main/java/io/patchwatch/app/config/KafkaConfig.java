package io.patchwatch.app.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is.
 *
 * @param mode a broker in this process, or one elsewhere
 * @param bootstrapServers {@code host:port,…} of an external one
 * @param port port of the embedded one on loopback; 0: any free port
 * @param topicPrefix begins the name of every topic
 * @param partitions partitions of a topic that is created; the upper limit of how many processes
 *     share the work
 * @param propertiesFile further Kafka client settings (security.protocol, sasl.*, ssl.*)
 */
public record KafkaConfig(
    Mode mode,
    @Nullable String bootstrapServers,
    int port,
    String topicPrefix,
    int partitions,
    @Nullable Path propertiesFile) {

  /** In this process or elsewhere. */
  public enum Mode {
    EMBEDDED,
    EXTERNAL
  }

  public KafkaConfig {
    if (mode == Mode.EXTERNAL && (bootstrapServers == null || bootstrapServers.isBlank())) {
      throw new IllegalArgumentException(
          "bootstrap_servers is missing; mode: external needs it (host:port,host:port)");
    }
    if (mode == Mode.EMBEDDED && bootstrapServers != null) {
      throw new IllegalArgumentException(
          "bootstrap_servers is set but mode is embedded; set mode: external");
    }
    if (partitions < 1 || partitions > 1000) {
      throw new IllegalArgumentException("partitions is " + partitions + "; use 1 to 1000");
    }
    if (!topicPrefix.matches("[A-Za-z0-9._-]{0,100}")) {
      throw new IllegalArgumentException(
          "topic_prefix '" + topicPrefix + "' may have only letters, digits, '.', '_' and '-'");
    }
  }

  /**
   * Settings for every Kafka client.
   *
   * @param bootstrap servers to use
   * @throws IOException if the properties file cannot be read
   */
  public Map<String, Object> client(String bootstrap) throws IOException {
    Map<String, Object> client = new HashMap<>();
    if (propertiesFile != null) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(propertiesFile)) {
        properties.load(reader);
      }
      properties.forEach((name, value) -> client.put(name.toString(), value));
    }
    client.put("bootstrap.servers", bootstrap);
    return client;
  }
}
