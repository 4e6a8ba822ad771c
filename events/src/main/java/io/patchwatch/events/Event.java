package io.patchwatch.events;

import java.time.Instant;

/** Something observed. Events never say what it means; that is a {@link Finding}. */
public sealed interface Event
    permits SoftwareEvent, LogObserved, AdvisoryEvent, FeedReported, RuleEvent, Command {

  /** Identity of the observation: the same observation sent twice has the same id. */
  String id();

  /** When it was observed at its source. */
  Instant time();

  /** Who observed it, for example {@code http-probe} or {@code file-tail@collector-2}. */
  String collector();

  /** The key of the Kafka record that carries it. */
  String key();
}
