package io.patchwatch.alerting.history;

import io.patchwatch.events.Command;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.Trace;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns Kafka records into documents. */
final class RecordReader {

  /** The topics that the history keeps. */
  static final Set<Topic> TOPICS =
      EnumSet.of(
          Topic.SOFTWARE,
          Topic.FINDINGS,
          Topic.INCIDENTS,
          Topic.RECEIPTS,
          Topic.COMMANDS,
          Topic.LOGS_PARSED,
          Topic.DEAD_LETTERS);

  private final Map<String, Topic> byName;

  RecordReader(String prefix) {
    this.byName = TOPICS.stream().collect(Collectors.toMap(t -> t.name(prefix), t -> t));
  }

  Set<String> names() {
    return byName.keySet();
  }

  /**
   * The documents of a record.
   *
   * @throws UnreadableRecord if it is not what its topic carries
   */
  List<Document> read(ConsumerRecord<String, byte[]> record) {
    byte[] value = record.value();
    Topic topic = byName.get(record.topic());
    if (value == null || topic == null) {
      return List.of();
    }
    Trace trace = Trace.of(record.headers());
    Instant written = Instant.ofEpochMilli(Math.max(0, record.timestamp()));
    return documents(topic, value, new Origin(trace == null ? null : trace.id(), written));
  }

  private static List<Document> documents(Topic topic, byte[] value, Origin origin) {
    return switch (topic) {
      case SOFTWARE -> Documents.of(Wire.decode(value, SoftwareEvent.class), origin);
      case FINDINGS -> Documents.of(Wire.decode(value, Finding.class), origin);
      case INCIDENTS -> Documents.of(Wire.decode(value, Incident.class), origin);
      case RECEIPTS -> Documents.of(Wire.decode(value, Receipt.class), origin);
      case LOGS_PARSED -> Documents.of(Wire.decode(value, LogParsed.class), origin);
      case DEAD_LETTERS -> Documents.of(Wire.decode(value, DeadLetter.class), origin);
      case COMMANDS -> CommandDocuments.of(Wire.decode(value, Command.class), origin);
      case LOGS, ADVISORIES, FEEDS, EXCEPTIONS, RULES, RULE_HITS, DELIVERIES -> List.of();
    };
  }
}
