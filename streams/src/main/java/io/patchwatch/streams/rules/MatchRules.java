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
 * Log records in, what rules make of them out. All records of a server come to one place, so what
 * is counted by server is counted here. A record that matches no rule costs only the match. A
 * failure of a rule is counted and never stops the stream.
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
      Cases.Out out = out(book, record.timestamp());
      Hits.Event event = event(rule, log);
      if (rule.explains()) {
        explain(rule, log, out);
      }
      if (rule.own() != null) {
        feed(rule.own(), event, trace, out);
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

  private void feed(Watch watch, Hits.Event event, String trace, Cases.Out out) {
    RuleHit hit = Hits.of(watch, event, explanation(watch, event));
    if (hit != null) {
      recent.add(watch, hit);
      out.accept(new Detected.Counted(hit), trace);
    }
  }

  /** What is counted here is counted at once; the rest goes on, the hits to where others meet. */
  private Cases.Out out(Book book, long timestamp) {
    return new Counting(book, new Output(context, timestamp));
  }

  private final class Counting implements Cases.Out {

    private final Book book;
    private final Output on;

    Counting(Book book, Output on) {
      this.book = book;
      this.on = on;
    }

    @Override
    public void accept(Detected detected, String trace) {
      Watch here = detected instanceof Detected.Counted it ? here(it.hit()) : null;
      if (here != null && detected instanceof Detected.Counted it) {
        cases.hit(book, here, it.hit(), trace, now(), this);
      } else {
        on.accept(detected, trace);
      }
    }

    private @Nullable Watch here(RuleHit hit) {
      Watch watch = book.watch(hit.correlation());
      return watch != null && watch.local() ? watch : null;
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
  private void explain(Book.Rule rule, LogParsed log, Cases.Out out) {
    String key = Keys.of(log.asset().id(), rule.name());
    Explanation known = explanations.get(key);
    if (known != null && !known.at().isBefore(log.time())) {
      return;
    }
    Explanation now = new Explanation(rule.name(), log.time());
    explanations.put(key, now);
    for (RuleHit hit : recent.explained(log.asset().id(), now)) {
      out.accept(new Detected.Counted(hit), Trace.start().id());
    }
  }

  private void tick(long timestamp) {
    Cases.Out out = out(shelf.book(), timestamp);
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
