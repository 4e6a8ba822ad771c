package io.patchwatch.app.wiring;

import io.patchwatch.events.topics.Problem;
import io.patchwatch.events.topics.TopicAdmin;
import io.patchwatch.events.topics.TopicsUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for Kafka, creates missing topics and says what differs, before anything else starts. */
final class TopicsAtStart {

  private static final Logger log = LoggerFactory.getLogger(TopicsAtStart.class);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private TopicsAtStart() {}

  /**
   * Returns when the topics are there.
   *
   * @param client Kafka client settings
   * @throws InterruptedException if the process is told to stop meanwhile
   */
  static void ensure(Map<String, Object> client, String prefix, int partitions)
      throws InterruptedException {
    Map<String, Object> config = new HashMap<>(client);
    config.putIfAbsent("default.api.timeout.ms", (int) ANSWER.toMillis());
    config.putIfAbsent("request.timeout.ms", (int) ANSWER.toMillis() / 2);
    String told = "";
    try (Admin admin = Admin.create(config)) {
      TopicAdmin topics = new TopicAdmin(admin, prefix, partitions, ANSWER);
      while (true) {
        try {
          apply(topics);
          return;
        } catch (TopicsUnavailable e) {
          told = tellOnce(client, String.valueOf(e.getMessage()), told);
          Thread.sleep(AGAIN);
        }
      }
    }
  }

  private static void apply(TopicAdmin topics) {
    List<String> created = topics.apply();
    if (!created.isEmpty()) {
      log.info("topics created: {}", created);
    }
    for (Problem problem : topics.preflight()) {
      log.warn("topic {}", problem);
    }
  }

  private static String tellOnce(Map<String, Object> client, String trouble, String told) {
    if (!trouble.equals(told)) {
      log.warn(
          "Kafka at {} does not answer ({}); check kafka.bootstrap_servers and that the broker"
              + " runs. PatchWatch goes on trying.",
          client.get("bootstrap.servers"),
          trouble);
    }
    return trouble;
  }
}
