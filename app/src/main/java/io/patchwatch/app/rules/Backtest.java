package io.patchwatch.app.rules;

import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.samples.Opening;
import io.patchwatch.streams.samples.RuleRun;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Level;
import io.patchwatch.streams.sigma.Rulebook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How often rules would have fired on records of the past, and how often they would have paged.
 * Days are those of UTC.
 */
public final class Backtest {

  private final RuleRun run;
  private final Predicate<About> wanted;
  private final Level pageAt;
  private @Nullable Instant first;
  private @Nullable Instant last;

  /**
   * A trial.
   *
   * @param wanted rules that are to be told of; all are run
   * @param pageAt the lowest level that would page somebody
   */
  public Backtest(Rulebook book, Predicate<About> wanted, Level pageAt) {
    this.run = new RuleRun(book);
    this.wanted = wanted;
    this.pageAt = pageAt;
  }

  /**
   * What a rule would have done.
   *
   * @param findings how many it would have opened
   * @param explained how many of them another rule explains innocently; they do not page
   * @param pages how many would have paged
   * @param days findings by day
   * @param servers findings by server, the busiest first
   */
  public record Row(
      About rule,
      long findings,
      long explained,
      long pages,
      SortedMap<LocalDate, Long> days,
      List<Map.Entry<String, Long>> servers) {}

  /** Takes the next record in; they come in the order of time. */
  public void take(LogParsed record) {
    run.take(record);
    Instant time = record.time();
    first = first == null || time.isBefore(first) ? time : first;
    last = last == null || time.isAfter(last) ? time : last;
  }

  /** How many records there were. */
  public long records() {
    return run.records();
  }

  /** Time of the oldest record; null: there was none. */
  public @Nullable Instant first() {
    return first;
  }

  /** Time of the newest record; null: there was none. */
  public @Nullable Instant last() {
    return last;
  }

  /** Each rule that would have fired, the most pages first. */
  public List<Row> rows() {
    Map<String, List<Opening>> byRule = new HashMap<>();
    for (Opening it : run.openings()) {
      if (wanted.test(it.rule())) {
        byRule.computeIfAbsent(it.rule().id(), id -> new ArrayList<>()).add(it);
      }
    }
    return byRule.values().stream()
        .map(this::row)
        .sorted(
            Comparator.comparingLong(Row::pages)
                .thenComparingLong(Row::findings)
                .reversed()
                .thenComparing(row -> row.rule().name()))
        .toList();
  }

  private Row row(List<Opening> openings) {
    About rule = openings.get(0).rule();
    SortedMap<LocalDate, Long> days = new TreeMap<>();
    Map<String, Long> servers = new TreeMap<>();
    long explained = 0;
    for (Opening it : openings) {
      days.merge(it.at().atZone(ZoneOffset.UTC).toLocalDate(), 1L, Long::sum);
      servers.merge(it.server(), 1L, Long::sum);
      explained += it.explainedBy() == null ? 0 : 1;
    }
    boolean pages = rule.level().compareTo(pageAt) >= 0;
    List<Map.Entry<String, Long>> busiest =
        servers.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .toList();
    return new Row(
        rule, openings.size(), explained, pages ? openings.size() - explained : 0, days, busiest);
  }
}
