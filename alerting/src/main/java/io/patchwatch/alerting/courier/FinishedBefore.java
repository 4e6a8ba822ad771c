package io.patchwatch.alerting.courier;

import io.patchwatch.events.Receipt;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back from the receipts which deliveries need not be sent again: those whose last receipt
 * was written, but whose offset was not committed when the process before this one ended.
 */
final class FinishedBefore {

  private static final Logger LOG = LoggerFactory.getLogger(FinishedBefore.class);
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> kafka;
  private final String topic;
  private final InstantSource clock;

  FinishedBefore(Map<String, Object> kafka, String prefix, InstantSource clock) {
    this.kafka = new HashMap<>(kafka);
    this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.kafka.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.topic = Topic.RECEIPTS.name(prefix);
    this.clock = clock;
  }

  /** Ids of the deliveries that were finished after {@code since}. */
  Set<String> since(Instant since) {
    try (var consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
      return read(consumer, since.minus(CLOCK_DIFFERENCE));
    }
  }

  private Set<String> read(Consumer<String, byte[]> consumer, Instant from) {
    List<TopicPartition> all =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(all);
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    seek(consumer, all, ends, from);
    Set<String> finished = new HashSet<>();
    Instant deadline = clock.instant().plus(LONGEST);
    while (all.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
      consumer.poll(POLL).forEach(message -> note(message, finished));
      if (clock.instant().isAfter(deadline)) {
        LOG.warn("Reading receipts back takes too long; some messages may be sent once more");
        break;
      }
    }
    return finished;
  }

  private static void seek(
      Consumer<String, byte[]> consumer,
      List<TopicPartition> all,
      Map<TopicPartition, Long> ends,
      Instant from) {
    Map<TopicPartition, Long> times = new HashMap<>();
    all.forEach(it -> times.put(it, from.toEpochMilli()));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (it, found) ->
                consumer.seek(it, found == null ? ends.getOrDefault(it, 0L) : found.offset()));
  }

  private static void note(ConsumerRecord<String, byte[]> message, Set<String> finished) {
    try {
      Receipt receipt = Wire.decode(message.value(), Receipt.class);
      if (!(receipt.outcome() instanceof Receipt.Outcome.Retry)) {
        finished.add(receipt.delivery());
      }
    } catch (UnreadableRecord e) {
      LOG.warn("A receipt at {} cannot be read: {}", message.offset(), e.getMessage());
    }
  }
}
