package io.patchwatch.streams.samples;

import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Fields;
import io.patchwatch.streams.sigma.Rulebook;
import io.patchwatch.streams.sigma.index.RuleIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds records against rules and keeps book of the findings that they would open. The records come
 * in the order of time, or nearly so. Bounded memory; not thread-safe.
 */
public final class RuleRun {

  private static final String ASSET = "service.name";

  private final RuleIndex index;
  private final Map<String, Tally> tallies = new HashMap<>();
  private final Map<String, List<String>> feeds = new HashMap<>();
  private final Set<String> silent = new HashSet<>();
  private final Ledger ledger = new Ledger();
  private long records;
  private long matches;

  public RuleRun(Rulebook book) {
    index = book.index();
    for (Correlation it : book.correlations()) {
      tallies.put(it.id(), new Tally(it));
      it.rules().forEach(rule -> feed(rule, it));
    }
    for (Correlation it : book.correlations()) {
      List<Correlation> above =
          book.correlations().stream().filter(other -> other.rules().contains(it.id())).toList();
      if (!above.isEmpty() && above.stream().noneMatch(Correlation::generate)) {
        silent.add(it.id());
      }
    }
  }

  private void feed(String rule, Correlation it) {
    feeds.computeIfAbsent(rule, id -> new ArrayList<>()).add(it.id());
  }

  /** Takes the next record in. */
  public void take(LogParsed record) {
    records++;
    Event event = new Event(record);
    for (Detection rule : index.match(event)) {
      matches++;
      ledger.explainer(rule.name(), event);
      if (rule.reports()) {
        ledger.single(rule, event);
      }
      feed(rule.id(), event, 0);
    }
  }

  private void feed(String rule, Event event, int depth) {
    for (String id : feeds.getOrDefault(rule, List.of())) {
      Tally tally = tallies.get(id);
      List<String> group = tally == null ? null : tally.group(rule, event);
      if (tally == null || group == null || !tally.add(rule, group, event)) {
        continue;
      }
      if (!silent.contains(id)) {
        ledger.correlated(tally.correlation(), group, event);
      }
      if (depth < tallies.size()) {
        feed(id, event, depth + 1);
      }
    }
  }

  /** All findings that were opened so far, in the order of time. */
  public List<Opening> openings() {
    return ledger.openings();
  }

  /** A record as rules see it: its fields, the asset as {@code service.name}, the product. */
  public static Fields fields(LogParsed record) {
    return new Event(record);
  }

  /** How many records were taken in. */
  public long records() {
    return records;
  }

  /** How many matches of single-event rules there were. */
  public long matches() {
    return matches;
  }

  /** A record as rules see it. */
  static final class Event implements Fields {

    private final LogParsed record;

    Event(LogParsed record) {
      this.record = record;
    }

    LogParsed record() {
      return record;
    }

    @Override
    public @Nullable Object value(String field) {
      return switch (field) {
        case ASSET -> record.asset().id();
        case "service.type" -> record.product();
        case "@timestamp" -> record.time().toString();
        default -> record.fields().get(field);
      };
    }

    @Nullable String text(String field) {
      Object value = value(field);
      return value == null || value.toString().isBlank() ? null : value.toString();
    }
  }
}
