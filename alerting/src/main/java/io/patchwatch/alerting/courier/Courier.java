package io.patchwatch.alerting.courier;

import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings deliveries to receivers. A delivery's offset is committed when it and all before it are
 * finished and their receipts written, so none is lost; what was finished but not yet committed is
 * found in the receipts. One thread polls; each delivery has a virtual thread of its own.
 */
final class Courier implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int MAX_UNDER_WAY = 2000;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Consumer<String, byte[]> consumer;
  private final Map<String, Notifier> notifiers;
  private final RetryPolicy policy;
  private final InstantSource clock;
  private final Outbox outbox;
  private final FinishedBefore receipts;
  private final CourierTally tally;
  private final Lanes lanes = new Lanes();
  private final Map<TopicPartition, Round> rounds = new HashMap<>();
  private volatile boolean assigned;

  Courier(
      Consumer<String, byte[]> consumer,
      Map<String, Notifier> notifiers,
      RetryPolicy policy,
      InstantSource clock,
      Outbox outbox,
      FinishedBefore receipts,
      CourierTally tally) {
    this.consumer = consumer;
    this.notifiers = Map.copyOf(notifiers);
    this.policy = policy;
    this.clock = clock;
    this.outbox = outbox;
    this.receipts = receipts;
    this.tally = tally;
  }

  void subscribe(String prefix) {
    consumer.subscribe(List.of(Topic.DELIVERIES.name(prefix)), this);
  }

  boolean assigned() {
    return assigned;
  }

  /** One look at the topic; call it again and again, always from the same thread. */
  void poll() throws InterruptedException {
    commit();
    int underWay = rounds.values().stream().mapToInt(it -> it.offsets().unfinished()).sum();
    if (underWay > MAX_UNDER_WAY) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
    for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
      take(message);
    }
  }

  private void take(ConsumerRecord<String, byte[]> message) throws InterruptedException {
    Round round = rounds.get(new TopicPartition(message.topic(), message.partition()));
    if (round == null) {
      return;
    }
    round.offsets().begin(message.offset());
    try {
      Delivery delivery = Wire.decode(message.value(), Delivery.class);
      Instant written = Instant.ofEpochMilli(message.timestamp());
      if (round.finishedBefore(delivery.id(), written, receipts)) {
        round.offsets().finish(message.offset());
      } else {
        send(round, message.offset(), delivery, Trace.continueFrom(message.headers()));
      }
    } catch (UnreadableRecord e) {
      outbox.write(deadLetter(message, e));
      round.offsets().finish(message.offset());
    }
  }

  private void send(Round round, long offset, Delivery delivery, Trace trace) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    CompletableFuture<Void> before = lanes.enter(delivery.receiver(), delivery.key(), done);
    Errand errand = new Errand(policy, clock, this::write, round::pause);
    round.start(
        () -> {
          try {
            before.join();
            if (!round.over()) {
              errand.run(delivery, trace, notifier(delivery.receiver()));
              round.offsets().finish(offset);
            }
          } catch (InterruptedException | CompletionException e) {
            LOG.debug("Left unfinished: {}", delivery.id(), e);
          } finally {
            done.complete(null);
          }
        });
  }

  private void write(Receipt receipt, Trace trace) throws InterruptedException {
    outbox.write(receipt, trace);
    tally.count(receipt);
  }

  private Notifier notifier(String receiver) {
    Notifier known = notifiers.get(receiver);
    return known != null
        ? known
        : (delivery, trace) ->
            new Receipt.Outcome.Rejected(
                "receiver '" + receiver + "' is no longer in the configuration");
  }

  private DeadLetter deadLetter(ConsumerRecord<String, byte[]> message, UnreadableRecord e) {
    return new DeadLetter(
        message.topic(),
        message.partition(),
        message.offset(),
        clock.instant(),
        "courier",
        String.valueOf(e.getMessage()),
        message.key(),
        message.value(),
        false);
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    rounds.forEach(
        (partition, round) -> {
          Long position = round.offsets().toCommit();
          if (position != null) {
            positions.put(partition, new OffsetAndMetadata(position));
          }
        });
    if (!positions.isEmpty()) {
      commit(positions);
    }
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> positions) {
    try {
      consumer.commitSync(positions);
    } catch (RebalanceInProgressException e) {
      LOG.debug("Partitions are being handed out anew; committing after that", e);
      return;
    }
    positions.forEach(
        (partition, it) -> {
          Round round = rounds.get(partition);
          if (round != null) {
            round.offsets().committed(it.offset());
          }
        });
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    partitions.forEach(it -> rounds.put(it, new Round(clock.instant())));
    assigned = true;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commit();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Round round = rounds.remove(partition);
      if (round != null) {
        round.end(Duration.ZERO);
      }
    }
  }

  /** Lets attempts under way end, commits what is finished. Call it from the polling thread. */
  void stop() {
    rounds.values().parallelStream().forEach(round -> round.end(GRACE));
    commit();
    rounds.clear();
  }
}
