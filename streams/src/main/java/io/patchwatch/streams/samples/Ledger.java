package io.patchwatch.streams.samples;

import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which findings are open, by the records' own time, and which were opened. */
final class Ledger {

  private static final int MOST_OPEN = 100_000;
  private static final int MOST_OPENINGS = 200_000;
  private static final int MOST_TIMES = 100_000;
  private static final String ASSET = "service.name";

  private record Key(String rule, SortedMap<String, String> group) {}

  private record Noted(Opening opening, List<String> explainedBy, Duration span) {}

  private final Map<Key, Instant> open =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
          return size() > MOST_OPEN;
        }
      };
  private final List<Noted> noted = new ArrayList<>();
  private final Map<String, NavigableSet<Instant>> explainers = new HashMap<>();

  /** A rule that may explain others matched. */
  void explainer(String rule, RuleRun.Event event) {
    NavigableSet<Instant> times =
        explainers.computeIfAbsent(rule + ' ' + event.record().asset().id(), k -> new TreeSet<>());
    times.add(event.record().time());
    if (times.size() > MOST_TIMES) {
      times.pollFirst();
    }
  }

  void single(Detection rule, RuleRun.Event event) {
    Conduct conduct = Conduct.of(rule.about(), false);
    SortedMap<String, String> group = new TreeMap<>();
    group.put(ASSET, event.record().asset().id());
    for (String field : key(conduct, event)) {
      String value = event.text(field);
      if (value != null) {
        group.put(field, value);
      }
    }
    note(rule.about(), conduct, conduct.quiet(), group, event);
  }

  private static List<String> key(Conduct conduct, RuleRun.Event event) {
    List<String> key = conduct.key();
    if (key != null) {
      return key;
    }
    return event.text("source.ip") != null ? List.of("source.ip") : List.of("user.name");
  }

  void correlated(Correlation rule, List<String> values, RuleRun.Event event) {
    SortedMap<String, String> group = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      group.put(rule.groupBy().get(i), values.get(i));
    }
    note(rule.about(), Conduct.of(rule.about(), true), rule.timespan(), group, event);
  }

  private void note(
      About rule,
      Conduct conduct,
      Duration span,
      SortedMap<String, String> group,
      RuleRun.Event event) {
    LogParsed record = event.record();
    Key key = new Key(rule.id(), group);
    Instant last = open.get(key);
    open.put(key, record.time());
    boolean goesOn = last != null && !record.time().isAfter(last.plus(conduct.quiet()));
    if (!goesOn && noted.size() < MOST_OPENINGS) {
      Opening opening =
          new Opening(rule, record.asset().id(), group, record.time(), null, List.of(record.id()));
      noted.add(new Noted(opening, conduct.explainedBy(), span));
    }
  }

  List<Opening> openings() {
    return noted.stream().map(this::explained).toList();
  }

  private Opening explained(Noted it) {
    Opening opening = it.opening();
    return new Opening(
        opening.rule(),
        opening.server(),
        opening.group(),
        opening.at(),
        explainer(it),
        opening.records());
  }

  private @Nullable String explainer(Noted it) {
    Instant at = it.opening().at();
    for (String rule : it.explainedBy()) {
      NavigableSet<Instant> times = explainers.get(rule + ' ' + it.opening().server());
      if (times != null
          && !times.subSet(at.minus(it.span()), true, at.plus(it.span()), true).isEmpty()) {
        return rule;
      }
    }
    return null;
  }
}
