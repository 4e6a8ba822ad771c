package io.patchwatch.alerting.history;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.patchwatch.events.UnreadableRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the topics into Elasticsearch. Offsets are committed only after Elasticsearch has
 * acknowledged what lies before them; while it is away nothing is lost, it only comes later.
 * Several processes share the work as one consumer group.
 */
public final class HistoryRole implements AutoCloseable {

  /** Consumer group of the history. */
  public static final String GROUP = "patchwatch-history";

  private static final Logger log = LoggerFactory.getLogger(HistoryRole.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Store store;
  private final RecordReader reader;
  private final LongAdder stored = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Thread thread;
  private volatile boolean connected;
  private volatile boolean stopping;
  private volatile String trouble = "not connected yet";

  /**
   * Starts copying; Elasticsearch need not be there yet.
   *
   * @param kafka Kafka client settings
   * @param prefix topic prefix
   */
  public HistoryRole(Map<String, Object> kafka, String prefix, ElasticsearchClient client) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("group.id", GROUP);
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    config.put("max.poll.records", 1000);
    this.consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    this.store = new Store(client);
    this.reader = new RecordReader(prefix);
    this.thread = Thread.ofPlatform().name("history").daemon().start(this::run);
  }

  /** Whether the last write reached Elasticsearch. */
  public boolean ready() {
    return connected;
  }

  /** What keeps it from being ready, for a person. */
  public String detail() {
    return connected ? stored.sum() + " documents stored" : "Elasticsearch: " + trouble;
  }

  /** Documents that Elasticsearch has acknowledged since the start. */
  public long stored() {
    return stored.sum();
  }

  /** Documents that Elasticsearch refused for good since the start. */
  public long refused() {
    return refused.sum();
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(reader.names());
      insist(List.of());
      while (!stopping) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          insist(documents(records));
          commit();
        }
      }
    } catch (WakeupException | InterruptedException e) {
      log.debug("history closed");
    } catch (KafkaException e) {
      connected = false;
      trouble = "Kafka: " + e.getMessage();
      log.error("the history stops: {}", e.getMessage(), e);
    }
  }

  private List<Document> documents(ConsumerRecords<String, byte[]> records) {
    List<Document> documents = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        documents.addAll(reader.read(record));
      } catch (UnreadableRecord e) {
        refused.increment();
        log.warn(
            "{}-{} offset {} is not kept in the history: {}",
            record.topic(),
            record.partition(),
            record.offset(),
            e.getMessage());
      }
    }
    return documents;
  }

  /** Writes until it succeeds; meanwhile the consumer stays in its group but fetches nothing. */
  private void insist(List<Document> documents) throws InterruptedException {
    Duration wait = FIRST_WAIT;
    while (!write(documents)) {
      consumer.pause(consumer.assignment());
      stepBack(consumer.poll(Duration.ZERO));
      Thread.sleep(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
    }
    consumer.resume(consumer.paused());
  }

  /** Partitions assigned during the wait may bring records; they are fetched again afterwards. */
  private void stepBack(ConsumerRecords<String, byte[]> early) {
    early.partitions().forEach(p -> consumer.seek(p, early.records(p).getFirst().offset()));
  }

  private void commit() {
    try {
      consumer.commitSync();
    } catch (CommitFailedException e) {
      log.info("partitions went to another process; it stores the last records once more");
    }
  }

  private boolean write(List<Document> documents) {
    try {
      if (!connected) {
        store.installTemplates();
      }
      if (!documents.isEmpty()) {
        store.write(documents).forEach(this::note);
        stored.add(documents.size());
      }
      if (!connected) {
        log.info("the history reaches Elasticsearch");
      }
      connected = true;
      return true;
    } catch (IOException e) {
      if (connected || !trouble.equals(String.valueOf(e.getMessage()))) {
        log.warn("the history waits for Elasticsearch: {}", e.getMessage());
      }
      connected = false;
      trouble = String.valueOf(e.getMessage());
      return false;
    }
  }

  private void note(Store.Refused refusal) {
    refused.increment();
    log.warn(
        "Elasticsearch refuses {}/{}: {}",
        refusal.document().index(),
        refusal.document().id(),
        refusal.reason());
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
