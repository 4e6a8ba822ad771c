package io.patchwatch.alerting.history;

import io.patchwatch.events.UnreadableRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies from one Kafka consumer until it is told to stop or Kafka fails. */
final class TopicCopy {

  private static final Logger log = LoggerFactory.getLogger(TopicCopy.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Consumer<String, byte[]> consumer;
  private final RecordReader reader;
  private final Store store;
  private final Progress progress;
  private final CountDownLatch stop;

  TopicCopy(
      Consumer<String, byte[]> consumer,
      RecordReader reader,
      Store store,
      Progress progress,
      CountDownLatch stop) {
    this.consumer = consumer;
    this.reader = reader;
    this.store = store;
    this.progress = progress;
    this.stop = stop;
  }

  void run() throws InterruptedException {
    consumer.subscribe(reader.names());
    boolean going = insist(List.of());
    while (going) {
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      going = records.isEmpty() ? !stopped() : copy(records);
      progress.lag(lag());
    }
  }

  /** False when it was told to stop before all was stored. */
  private boolean copy(ConsumerRecords<String, byte[]> records) throws InterruptedException {
    for (List<Document> batch : Batches.of(documents(records))) {
      if (!insist(batch)) {
        return false;
      }
    }
    commit();
    return !stopped();
  }

  /** Writes until it succeeds; false when it was told to stop before that. */
  private boolean insist(List<Document> batch) throws InterruptedException {
    Duration wait = FIRST_WAIT;
    while (!write(batch)) {
      keepMembership();
      if (stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      Duration next = wait.multipliedBy(2);
      wait = next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next;
    }
    consumer.resume(consumer.paused());
    return true;
  }

  private boolean write(List<Document> batch) {
    try {
      if (!progress.ready()) {
        store.installTemplates();
      }
      if (!batch.isEmpty()) {
        store
            .write(batch)
            .forEach(
                r -> progress.refused(r.document().index() + "/" + r.document().id(), r.reason()));
        progress.stored(batch.size());
      }
      progress.connected();
      return true;
    } catch (IOException e) {
      progress.troubled("Elasticsearch", e);
      return false;
    }
  }

  /**
   * Stays in the consumer group while nothing can be stored. Partitions that are assigned meanwhile
   * may bring records: these are fetched again afterwards.
   */
  private void keepMembership() {
    consumer.pause(consumer.assignment());
    ConsumerRecords<String, byte[]> early = consumer.poll(Duration.ZERO);
    early.partitions().forEach(p -> consumer.seek(p, early.records(p).getFirst().offset()));
    consumer.pause(consumer.assignment());
  }

  private void commit() {
    try {
      consumer.commitSync();
    } catch (CommitFailedException | RebalanceInProgressException e) {
      log.info(
          "partitions change hands; the last records are stored once more, as the same documents");
    }
  }

  private long lag() {
    return consumer.assignment().stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum();
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  private List<Document> documents(ConsumerRecords<String, byte[]> records) {
    List<Document> documents = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        documents.addAll(reader.read(record));
      } catch (UnreadableRecord e) {
        progress.refused(
            record.topic() + "-" + record.partition() + " offset " + record.offset(),
            String.valueOf(e.getMessage()));
      }
    }
    return documents;
  }
}
