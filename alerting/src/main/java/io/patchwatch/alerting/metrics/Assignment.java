package io.patchwatch.alerting.metrics;

import io.patchwatch.events.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** All partitions of all topics, also of those that are created later. */
final class Assignment {

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

  /** Rounds between looks once all topics are there. */
  private static final int SELDOM = 60;

  private final Consumer<String, byte[]> consumer;
  private final Map<String, Topic> topics;
  private boolean atStart;
  private int rounds;

  /**
   * @param skipNews whether what is on the {@link TopicMetrics#NEWS} topics now was before our time
   */
  Assignment(Consumer<String, byte[]> consumer, Map<String, Topic> topics, boolean skipNews) {
    this.consumer = consumer;
    this.topics = topics;
    this.atStart = skipNews;
  }

  /** Looks for new partitions; their records are all new to us, so they are read from the start. */
  void refresh() {
    if (complete() && ++rounds % SELDOM != 0) {
      return;
    }
    List<TopicPartition> now = partitions();
    boolean skipping = atStart;
    atStart = false;
    Set<TopicPartition> before = Set.copyOf(consumer.assignment());
    if (before.containsAll(now)) {
      return;
    }
    consumer.assign(now);
    List<TopicPartition> fresh = now.stream().filter(p -> !before.contains(p)).toList();
    seek(fresh.stream().filter(p -> !(skipping && isNews(p))).toList(), consumer::seekToBeginning);
    seek(fresh.stream().filter(p -> skipping && isNews(p)).toList(), consumer::seekToEnd);
  }

  /** Kafka takes "no partitions" for "all partitions". */
  private static void seek(
      List<TopicPartition> partitions, java.util.function.Consumer<List<TopicPartition>> seek) {
    if (!partitions.isEmpty()) {
      seek.accept(partitions);
    }
  }

  private boolean isNews(TopicPartition partition) {
    Topic topic = topics.get(partition.topic());
    return topic != null && TopicMetrics.NEWS.contains(topic);
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics.keySet()) {
      consumer
          .partitionsFor(topic, LONGEST_ANSWER)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  /** Whether none of the topics is there yet. */
  boolean isEmpty() {
    return consumer.assignment().isEmpty();
  }

  private boolean complete() {
    return consumer.assignment().stream().map(TopicPartition::topic).distinct().count()
        == topics.size();
  }

  /** Whether all topics are there and read to their end. */
  boolean caughtUp() {
    return complete()
        && consumer.assignment().stream().allMatch(p -> consumer.currentLag(p).orElse(1) == 0);
  }
}
