package io.patchwatch.streams.rules;

import io.patchwatch.streams.wiring.Names;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Where a processor looks for the rules that hold; it is asked on each tick, not on each record.
 */
final class Shelf {

  private static final long NEVER = -1;

  private final RuleBook rules;
  private final ReadOnlyKeyValueStore<String, byte[]> store;
  private long changes = NEVER;
  private long generation;

  Shelf(RuleBook rules, ProcessorContext<?, ?> context) {
    this.rules = rules;
    this.store = context.getStateStore(Names.RULES_STORE);
    rules.take(RuleStore.read(store));
    generation = rules.generation();
  }

  Book book() {
    return rules.book();
  }

  /** Reads the topic's files if there are other ones; whether other rules hold than before. */
  boolean turned() {
    long now = rules.changes();
    if (now != changes) {
      rules.take(RuleStore.read(store));
      changes = now;
    }
    boolean other = generation != rules.generation();
    generation = rules.generation();
    return other;
  }
}
