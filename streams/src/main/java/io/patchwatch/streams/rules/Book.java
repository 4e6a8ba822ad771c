package io.patchwatch.streams.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rules that hold, compiled. Never changes; another one takes its place. */
final class Book {

  static final Book EMPTY = new Book(line -> List.of(), List.of(), List.of(), Map.of());

  private final Matcher matcher;
  private final Map<String, Watch> singles = new HashMap<>();
  private final Map<String, Watch> correlations = new HashMap<>();
  private final Map<String, String> titles;
  private final int size;

  /** Finds the rules that match a record. */
  interface Matcher {
    List<Rule> match(Line line);
  }

  /**
   * A rule of single records.
   *
   * @param own what is told of each match; null: nothing
   * @param feeds correlations that count it
   * @param explains whether it explains others
   */
  record Rule(String name, @Nullable Watch own, List<Watch> feeds, boolean explains) {}

  /**
   * A book.
   *
   * @param titles of rules, by name
   */
  Book(
      Matcher matcher,
      Collection<Rule> rules,
      Collection<Watch> correlations,
      Map<String, String> titles) {
    this.matcher = matcher;
    this.titles = Map.copyOf(titles);
    for (Rule rule : rules) {
      if (rule.own() != null) {
        singles.put(rule.name(), rule.own());
      }
    }
    correlations.forEach(watch -> this.correlations.put(watch.name(), watch));
    size = rules.size() + correlations.size();
  }

  /** The rules that match. */
  List<Rule> match(Line line) {
    return matcher.match(line);
  }

  @Nullable Watch correlation(String name) {
    return correlations.get(name);
  }

  /** What is watched for under this name; null: no rule has it any more. */
  @Nullable Watch watch(String name) {
    Watch correlation = correlations.get(name);
    return correlation == null ? singles.get(name) : correlation;
  }

  String title(String rule) {
    return titles.getOrDefault(rule, rule);
  }

  /** How many rules and correlations hold. */
  int size() {
    return size;
  }
}
