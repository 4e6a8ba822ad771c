package io.patchwatch.streams.rules;

import io.patchwatch.events.Severity;
import io.patchwatch.streams.correlate.Bound;
import io.patchwatch.streams.correlate.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Books written by hand, for tests of what follows a match; Sigma's text has its own tests. */
public final class HandBook {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final Map<String, Predicate<Line>> matches = new LinkedHashMap<>();
  private final Map<String, Watch> singles = new HashMap<>();
  private final List<Watch> correlations = new ArrayList<>();
  private final Set<String> trials;

  public HandBook(String... trials) {
    this.trials = Set.of(trials);
  }

  /** A rule that matches where the message begins so. */
  public HandBook rule(String name, String word) {
    matches.put(name, line -> String.valueOf(line.text("message")).startsWith(word));
    return this;
  }

  /** The same, and each match is told. */
  public HandBook telling(String name, String word, Severity severity, String... vulnerabilities) {
    rule(name, word);
    singles.put(
        name,
        watch(name, severity, null, List.of("service.name", "source.ip"), List.of(), List.of())
            .of(List.of(vulnerabilities)));
    return this;
  }

  /** The same, one finding a server, wherever in the message the word stands. */
  public HandBook tellingOfServers(
      String name, String word, Severity severity, String... vulnerabilities) {
    matches.put(name, line -> String.valueOf(line.text("message")).contains(word));
    Draft draft = watch(name, severity, null, List.of("service.name"), List.of(), List.of());
    singles.put(name, draft.of(List.of(vulnerabilities)));
    return this;
  }

  /** So many within ten minutes. */
  public HandBook count(String name, String rule, int least, String... key) {
    return correlation(name, Severity.HIGH, new Question.Count(atLeast(least)), key, rule);
  }

  /** So many different ones. */
  public HandBook distinct(String name, String rule, String field, int least, String... key) {
    correlation(name, Severity.HIGH, new Question.Distinct(atLeast(least)), key, rule);
    Watch last = correlations.removeLast();
    correlations.add(new Draft(last).values(List.of(field)));
    return this;
  }

  /** One after the other. */
  public HandBook ordered(String name, String[] key, String... rules) {
    return correlation(name, Severity.CRITICAL, new Question.InOrder(rules.length), key, rules);
  }

  private HandBook correlation(
      String name, Severity severity, Question question, String[] key, String... rules) {
    correlations.add(
        watch(name, severity, question, List.of(key), List.of(rules), List.of("database-away"))
            .watch());
    return this;
  }

  private Draft watch(
      String name,
      Severity severity,
      @Nullable Question question,
      List<String> key,
      List<String> rules,
      List<String> explainedBy) {
    Map<String, Integer> indexes = new HashMap<>();
    rules.forEach(rule -> indexes.put(rule, indexes.size()));
    Duration quiet = question == null ? Duration.ofHours(1) : Duration.ofMinutes(15);
    return new Draft(
        new Watch(
            name,
            "Title of " + name,
            severity,
            true,
            "Advice on " + name,
            List.of(),
            List.of(),
            question,
            TEN_MINUTES,
            quiet,
            key,
            Map.of(),
            indexes,
            List.of(),
            Set.of("source.ip", "user.name"),
            true,
            trials.contains(name) ? name : null,
            explainedBy,
            List.of(),
            false,
            question == null || key.contains("service.name")));
  }

  private record Draft(Watch watch) {
    Watch of(List<String> vulnerabilities) {
      return with(vulnerabilities, watch.values(), watch.parents(), watch.chained());
    }

    Watch values(List<String> values) {
      return with(watch.vulnerabilities(), values, watch.parents(), watch.chained());
    }

    Watch chain(List<String> parents, boolean chained) {
      return with(watch.vulnerabilities(), watch.values(), parents, chained);
    }

    private Watch with(
        List<String> vulnerabilities, List<String> values, List<String> parents, boolean chained) {
      return new Watch(
          watch.name(),
          watch.title(),
          watch.severity(),
          watch.attack(),
          watch.advice(),
          watch.references(),
          vulnerabilities,
          watch.question(),
          watch.span(),
          watch.quiet(),
          watch.key(),
          watch.aliases(),
          watch.rules(),
          values,
          watch.needs(),
          watch.reports(),
          watch.trial(),
          watch.explainedBy(),
          parents,
          chained,
          watch.local());
    }
  }

  private static List<Bound> atLeast(double number) {
    return List.of(new Bound(Bound.Operator.GTE, number));
  }

  Book bound() {
    Set<String> names = Set.copyOf(correlations.stream().map(Watch::name).toList());
    List<Watch> linked =
        correlations.stream()
            .map(
                watch ->
                    new Draft(watch)
                        .chain(
                            correlations.stream()
                                .filter(parent -> parent.rules().containsKey(watch.name()))
                                .map(Watch::name)
                                .toList(),
                            watch.rules().keySet().stream().anyMatch(names::contains)))
            .toList();
    Map<Book.Rule, Predicate<Line>> rules = new LinkedHashMap<>();
    matches.forEach(
        (name, test) ->
            rules.put(
                new Book.Rule(
                    name,
                    singles.get(name),
                    linked.stream().filter(watch -> watch.rules().containsKey(name)).toList(),
                    name.equals("database-away")),
                test));
    Map<String, String> titles = new HashMap<>();
    matches.keySet().forEach(name -> titles.put(name, "Title of " + name));
    return new Book(
        line ->
            rules.entrySet().stream()
                .filter(rule -> rule.getValue().test(line))
                .map(Map.Entry::getKey)
                .toList(),
        rules.keySet(),
        linked,
        titles);
  }

  /** Rules that hold for ever. */
  public RuleBook forEver() {
    Book book = bound();
    return new RuleBook(files -> new RuleBook.Bound(book, List.of()));
  }

  /** This book when the topic has a file, an empty one when it has none. */
  public RuleBook whileThereIsAFile() {
    Book book = bound();
    return new RuleBook(
        files -> new RuleBook.Bound(files.isEmpty() ? Book.EMPTY : book, List.of()));
  }
}
