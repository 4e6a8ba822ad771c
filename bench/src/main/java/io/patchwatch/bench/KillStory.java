package io.patchwatch.bench;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Event;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentAcknowledged;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The life of one incident: it opens, is acknowledged or escalated, and ends. Each step is begun
 * when the one before has reached the receiver, so each must reach it exactly once.
 */
final class KillStory {

  private final int number;
  private final boolean acknowledged;
  private final Producer<String, byte[]> producer;
  private final KillReceiver receiver;
  private final List<String> lost = new ArrayList<>();

  /**
   * Such a life.
   *
   * @param acknowledged whether somebody takes it before it would be escalated; else it is
   *     escalated first
   */
  KillStory(
      int number, boolean acknowledged, Producer<String, byte[]> producer, KillReceiver receiver) {
    this.number = number;
    this.acknowledged = acknowledged;
    this.producer = producer;
    this.receiver = receiver;
  }

  /** Plays it to its end; returns what did not reach the receiver in time. */
  List<String> play() throws Exception {
    Finding open = finding(1, Finding.Transition.OPENED);
    String incident = Incident.idOf(open.group());
    send(Topic.FINDINGS, open.fingerprint(), open);
    await("first", incident, "opened");
    if (!acknowledged) {
      await("second", incident, "escalated");
    }
    Event command =
        new IncidentAcknowledged(
            "ack-" + number, Instant.now(), "bench", incident, null, "anna", null);
    send(Topic.COMMANDS, command.key(), command);
    await("first", incident, "acknowledged");
    Finding fixed = finding(2, Finding.Transition.RESOLVED);
    send(Topic.FINDINGS, fixed.fingerprint(), fixed);
    await("first", incident, "resolved");
    if (!acknowledged) {
      await("second", incident, "resolved");
    }
    return lost;
  }

  private void await(String who, String incident, String kind) throws InterruptedException {
    if (!receiver.await(who, incident, kind)) {
      lost.add(kind + " to " + who + " of incident " + number);
    }
  }

  private void send(Topic topic, String key, Object value) throws Exception {
    var record = new ProducerRecord<>(topic.name(OnCallPart.PREFIX), key, Wire.encode(value));
    Trace.start().into(record.headers());
    var unused = producer.send(record).get();
  }

  private Finding finding(long revision, Finding.Transition transition) {
    String asset = "chat-" + number;
    Instant now = Instant.now();
    boolean over = transition == Finding.Transition.RESOLVED;
    Finding.Resolution resolution =
        new Finding.Resolution(
            Finding.Resolution.Reason.FIXED_VERSION_OBSERVED, "version 4.7.5 observed");
    Conclusion conclusion =
        new Conclusion.Unpatched(
            "openfire",
            "4.7.4",
            "BENCH-" + number,
            "BENCH-" + number,
            "bench",
            "a story",
            9.8,
            List.of("< 4.7.5"),
            false,
            null,
            null,
            "4.7.5",
            "5.0.1",
            List.of(),
            new Evidence("bench", "here", "4.7.4"));
    return new Finding(
        Fingerprints.of("story", asset),
        revision,
        transition,
        now,
        now,
        over ? resolution : null,
        Asset.of(asset),
        Severity.CRITICAL,
        conclusion);
  }
}
