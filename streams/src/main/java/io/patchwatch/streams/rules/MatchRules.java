package io.patchwatch.streams.rules;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.RuleHit;
import io.patchwatch.events.Trace;
import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Log records in, what rules make of them out. A record that matches no rule costs only the match.
 * A failure of a rule is counted and never stops the stream.
 */
@NullUnmarked // Kafka hands context and stores over in init
public final class MatchRules implements Processor<String, LogParsed, String, Detected> {

  /** So often it is looked whether time passed or other rules hold. */
  static final Duration BEAT = Duration.ofMillis(250);

  private final RuleBook rules;
  private final Line line = new Line();
  private final Recent recent = new Recent();
  private ProcessorContext<String, Detected> context;
  private KeyValueStore<String, Explanation> explanations;
  private Shelf shelf;
  private Cases cases;

  private MatchRules(RuleBook rules) {
    this.rules = rules;
  }

  /** The processor with its stores. */
  public static ProcessorSupplier<String, LogParsed, String, Detected> supplier(RuleBook rules) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, LogParsed, String, Detected> get() {
        return new MatchRules(rules);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.cached(Names.RULE_CASES_STORE, new CaseSerde()),
            Stores.builder(Names.EXPLANATIONS_STORE, Explanation.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Detected> context) {
    this.context = context;
    explanations = context.getStateStore(Names.EXPLANATIONS_STORE);
    cases = new Cases(context.getStateStore(Names.RULE_CASES_STORE), rules.counters());
    shelf = new Shelf(rules, context);
    context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, LogParsed> record) {
    Book book = shelf.book();
    List<Book.Rule> matched = match(book, record.value());
    if (!matched.isEmpty()) {
      rules.counters().matched();
      String trace = Trace.continueFrom(record.headers()).id();
      matched.forEach(rule -> matched(book, rule, record, trace));
    }
  }

  private List<Book.Rule> match(Book book, LogParsed log) {
    try {
      return book.match(line.of(log));
    } catch (RuntimeException e) {
      rules.counters().failed("the match of rules", e);
      return List.of();
    }
  }

  private void matched(Book book, Book.Rule rule, Record<String, LogParsed> record, String trace) {
    LogParsed log = record.value();
    try {
      Output out = new Output(context, record.timestamp());
      Hits.Event event = event(rule, log);
      if (rule.explains()) {
        explain(book, rule, log, out);
      }
      if (rule.own() != null) {
        single(book, rule.own(), event, trace, out);
      }
      for (Watch watch : rule.feeds()) {
        feed(watch, event, trace, out);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      rules.counters().failed("the rule " + rule.name(), e);
    }
  }

  private Hits.Event event(Book.Rule rule, LogParsed log) {
    return new Hits.Event(
        rule.name(),
        log.id(),
        log.time(),
        log.asset(),
        log.product(),
        1,
        log.field("message"),
        log.origin().path(),
        line::text);
  }

  private void single(Book book, Watch watch, Hits.Event event, String trace, Output out) {
    RuleHit hit = Hits.of(watch, event, explanation(watch, event));
    if (hit != null) {
      recent.add(watch, hit);
      cases.take(book, watch, hit, trace, now(), out);
    }
  }

  private void feed(Watch watch, Hits.Event event, String trace, Output out) {
    RuleHit hit = Hits.of(watch, event, explanation(watch, event));
    if (hit != null) {
      recent.add(watch, hit);
      out.accept(new Detected.Counted(hit), trace);
    }
  }

  /** The newest match on this server, soon before or after, of a rule that explains this. */
  private @Nullable Explanation explanation(Watch watch, Hits.Event event) {
    Explanation newest = null;
    for (String rule : watch.explainedBy()) {
      Explanation known = explanations.get(Keys.of(event.asset().id(), rule));
      boolean near =
          known != null
              && Duration.between(known.at(), event.time()).abs().compareTo(watch.span()) <= 0;
      newest = near && (newest == null || newest.at().isBefore(known.at())) ? known : newest;
    }
    return newest;
  }

  /** Remembers it, and tells those that it explains of what came before it. */
  private void explain(Book book, Book.Rule rule, LogParsed log, Output out) {
    String key = Keys.of(log.asset().id(), rule.name());
    Explanation known = explanations.get(key);
    if (known != null && !known.at().isBefore(log.time())) {
      return;
    }
    Explanation now = new Explanation(rule.name(), log.time());
    explanations.put(key, now);
    for (RuleHit hit : recent.explained(log.asset().id(), now)) {
      Watch watch = book.watch(hit.correlation());
      if (watch != null && watch.question() == null) {
        cases.explain(book, watch, hit, now(), out);
      } else if (watch != null) {
        out.accept(new Detected.Counted(hit), Trace.start().id());
      }
    }
  }

  private void tick(long timestamp) {
    Output out = new Output(context, timestamp);
    Instant now = Instant.ofEpochMilli(timestamp);
    if (shelf.turned()) {
      cases.revise(shelf.book(), now, out);
    }
    cases.tick(shelf.book(), now, out);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
