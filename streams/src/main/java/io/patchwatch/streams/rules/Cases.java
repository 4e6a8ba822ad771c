package io.patchwatch.streams.rules;

import io.patchwatch.events.RuleHit;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.correlate.Entry;
import io.patchwatch.streams.correlate.Found;
import io.patchwatch.streams.correlate.Question;
import io.patchwatch.streams.correlate.Window;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The cases of one partition: a hit opens one, or counts; it is told when it is as asked, when it
 * weighs more or less than before, and when its count has doubled; it ends when it was quiet by our
 * clock.
 */
final class Cases {

  /** A correlation that goes on is told to those of it so often within their timespan. */
  private static final int CHAINED_WITHIN_SPAN = 64;

  /** So many cases of one patience are watched; beyond, those idle longest are looked at. */
  private static final int MOST_WATCHED = 50_000;

  private final CaseStore store;
  private final RuleCounters counters;
  private final Timers timers = new Timers(MOST_WATCHED);
  private boolean remembered;

  Cases(KeyValueStore<String, Case> store, RuleCounters counters) {
    this.store = new CaseStore(store);
    this.counters = counters;
  }

  /** Takes in a hit, or what explains one; what follows goes to {@code out}. */
  void hit(Book book, Watch watch, RuleHit hit, String trace, Instant now, Out out) {
    if (watch.question() == null ? hit.rule().equals(watch.name()) : asks(watch, hit)) {
      take(book, watch, hit, trace, now, out);
    } else {
      explain(book, watch, hit, now, out);
    }
  }

  private static boolean asks(Watch watch, RuleHit hit) {
    return watch.rules().containsKey(hit.rule());
  }

  /** With the trace of the newest record. */
  private void take(Book book, Watch watch, RuleHit hit, String trace, Instant now, Out out) {
    Case known = store.take(hit.key());
    Case it = known == null ? Case.of(hit) : known;
    if (it.knows(hit)) {
      return;
    }
    Entry entry = entry(watch, hit);
    if (entry == null) {
      return;
    }
    Found found = found(watch, it, entry);
    if (it.told == null && it.entries.size() == 1) {
      it.forget();
    }
    it.note(hit, trace, isLastStep(watch, hit));
    count(watch, it, found, hit);
    after(book, watch, it, found, out);
    if (found != null) {
      chain(book, watch, it, found, hit, out);
    }
    keep(watch, it, now);
  }

  /** Receives what follows. */
  interface Out extends BiConsumer<Detected, String> {}

  private static @Nullable Entry entry(Watch watch, RuleHit hit) {
    Integer rule = watch.rules().get(hit.rule());
    Question question = watch.question();
    double number = question != null && numeric(question) ? number(hit.value()) : 0;
    return Double.isNaN(number)
        ? null
        : Entry.of(hit.time().toEpochMilli(), rule == null ? 0 : rule, hit.value(), number);
  }

  private static boolean numeric(Question question) {
    return switch (question) {
      case Question.Sum it -> true;
      case Question.Average it -> true;
      case Question.Percentile it -> true;
      case Question.Count it -> false;
      case Question.Distinct it -> false;
      case Question.Together it -> false;
      case Question.InOrder it -> false;
    };
  }

  private static double number(@Nullable String value) {
    try {
      return value == null ? Double.NaN : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static @Nullable Found found(Watch watch, Case it, Entry entry) {
    if (watch.question() == null) {
      return new Found(1, 1, entry.time(), entry.time());
    }
    Window window = new Window(watch.question(), watch.span().toMillis(), it.entries);
    Found found = window.add(entry);
    boolean byValue = watch.question().byValue();
    it.entries = new ArrayList<>();
    window.entries().forEach(e -> it.entries.add(byValue ? e : e.withoutValue()));
    return found;
  }

  private static boolean isLastStep(Watch watch, RuleHit hit) {
    return watch.question() instanceof Question.InOrder ordered
        && Objects.equals(watch.rules().get(hit.rule()), ordered.rules() - 1);
  }

  private static void count(Watch watch, Case it, @Nullable Found found, RuleHit hit) {
    if (it.told != null) {
      it.count += hit.records();
      it.from = Math.min(it.from, hit.time().toEpochMilli());
      it.to = Math.max(it.to, hit.time().toEpochMilli());
    } else if (found != null) {
      it.count = watch.chained() ? it.records : found.count();
      it.from = found.from();
      it.to = found.to();
    }
  }

  private void after(Book book, Watch watch, Case it, @Nullable Found found, Out out) {
    if (watch.reports() && (it.told != null || found != null)) {
      tell(book, watch, it, out);
    }
  }

  private void tell(Book book, Watch watch, Case it, Out out) {
    Explanation why = explanation(watch, it);
    String note = why == null ? null : "perhaps only: " + book.title(why.rule());
    Severity severity = why == null ? watch.severity() : Wording.explained(watch.severity());
    Case.Told told = it.told;
    boolean news =
        told == null
            || told.severity() != severity
            || !Objects.equals(told.note(), note)
            || told.secret() != (watch.trial() != null)
            || it.count >= 2 * told.count();
    if (!news) {
      return;
    }
    if (told == null) {
      it.vulnerabilities = watch.vulnerabilities();
      it.key = watch.acrossServers() ? Wording.fingerprint(it) : it.asset.id();
    }
    it.told = new Case.Told(it.count, severity, note, watch.trial() != null);
    if (watch.trial() != null) {
      counters.tried(watch.trial());
    } else {
      out.accept(told(it, Wording.raise(it, watch, severity, note)), it.trace);
    }
  }

  private static Detected told(Case it, Signal signal) {
    return new Detected.Told(it.key, signal, it.product, it.vulnerabilities);
  }

  /** What explains the newest of it; an attack that goes on for long after is not explained. */
  private static @Nullable Explanation explanation(Watch watch, Case it) {
    Explanation why = it.explanation;
    if (why == null) {
      return null;
    }
    long newest = it.entries.isEmpty() ? it.to : it.entries.getLast().time();
    long at = why.at().toEpochMilli();
    long span = watch.span().toMillis();
    return at >= newest - 2 * span && at <= newest + span ? why : null;
  }

  /** A correlation found something that others ask about. */
  private static void chain(Book book, Watch watch, Case it, Found found, RuleHit hit, Out out) {
    boolean fed = false;
    for (String name : watch.parents()) {
      Watch parent = book.correlation(name);
      RuleHit next =
          parent != null && isDue(it, found, parent.span())
              ? Hits.of(parent, event(watch, it, found, hit), explanation(watch, it))
              : null;
      if (next != null) {
        out.accept(new Detected.Counted(next), it.trace);
        fed = true;
      }
    }
    if (fed) {
      it.chained = found.to();
      it.chainedRecords = 0;
    }
  }

  private static boolean isDue(Case it, Found found, Duration span) {
    return it.chained == Long.MIN_VALUE
        || found.to() >= it.chained + Math.max(1, span.toMillis() / CHAINED_WITHIN_SPAN);
  }

  private static Hits.Event event(Watch watch, Case it, Found found, RuleHit hit) {
    return new Hits.Event(
        watch.name(),
        Wording.fingerprint(it) + "-" + found.to(),
        Instant.ofEpochMilli(found.to()),
        hit.asset(),
        hit.product(),
        it.chained == Long.MIN_VALUE ? found.count() : it.chainedRecords,
        hit.sample(),
        hit.locator(),
        field -> field(watch, it, hit, field));
  }

  private static @Nullable String field(Watch watch, Case it, RuleHit hit, String field) {
    int at = watch.key().indexOf(field);
    if (at >= 0) {
      return it.group.get(at);
    }
    return field.equals(Watch.ASSET) ? hit.asset().id() : hit.fields().get(field);
  }

  /** Something explains a case that is open, or nothing when it is not. */
  private void explain(Book book, Watch watch, RuleHit hit, Instant now, Out out) {
    Case it = store.take(hit.key());
    if (it == null || hit.explainedBy() == null || hit.explainedAt() == null) {
      return;
    }
    it.explain(new Explanation(hit.explainedBy(), hit.explainedAt()));
    if (it.told != null) {
      tell(book, watch, it, out);
    }
    keep(watch, it, now);
  }

  private void keep(Watch watch, Case it, Instant now) {
    it.quietMillis = watch.quiet().toMillis();
    store.put(it);
    touch(watch, it, now);
  }

  private void touch(@Nullable Watch watch, Case it, Instant now) {
    Duration patience =
        it.told == null && watch != null ? watch.patience() : Duration.ofMillis(it.quietMillis);
    timers.touch(it.storeKey(), patience, now);
  }

  /** Time has passed. */
  void tick(Book book, Instant now, Out out) {
    remember(book, now);
    timers.due(now).forEach(key -> due(book, key, now, out));
  }

  private void due(Book book, String key, Instant now, Out out) {
    Case it = store.take(key);
    if (it == null) {
      return;
    }
    Watch watch = book.watch(it.rule);
    if (watch == null) {
      end(it, null, now, out);
      return;
    }
    Found found = it.told == null ? atTheEnd(watch, it) : null;
    if (found == null) {
      end(it, Wording.quiet(it, watch.attack(), now), now, out);
      return;
    }
    it.count = found.count();
    it.from = found.from();
    it.to = found.to();
    after(book, watch, it, found, out);
    keep(watch, it, now);
  }

  /** Nothing came for a timespan, so that the window is over. */
  private static @Nullable Found atTheEnd(Watch watch, Case it) {
    if (watch.question() == null) {
      return null;
    }
    Window window = new Window(watch.question(), watch.span().toMillis(), it.entries);
    Found found = window.over(Long.MAX_VALUE);
    it.entries = new ArrayList<>(window.entries());
    return found;
  }

  private void end(Case it, Signal.@Nullable Clear clear, Instant now, Out out) {
    store.delete(it);
    timers.forget(it.storeKey());
    if (it.told != null && !it.told.secret()) {
      out.accept(told(it, clear == null ? Wording.withdrawn(it, now) : clear), it.trace);
    }
  }

  /** While this process was away nobody listened: quiet begins now. */
  private void remember(Book book, Instant now) {
    if (!remembered) {
      store.all().stream()
          .filter(it -> !timers.holds(it.storeKey()))
          .forEach(it -> touch(book.watch(it.rule), it, now));
      remembered = true;
    }
  }

  /** Other rules hold now: what was found by those that are no more is not so any more. */
  void revise(Book book, Instant now, Out out) {
    for (Case it : store.all()) {
      Watch watch = book.watch(it.rule);
      if (it.told != null && (watch == null || !watch.reports())) {
        end(it, null, now, out);
      }
    }
  }
}
