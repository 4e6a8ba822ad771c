package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.oncall.Situation;
import io.patchwatch.alerting.oncall.Watch;
import io.patchwatch.alerting.routing.Terms;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is counted about an incident, without its open findings, which stand beside it (there may be
 * thousands). Pure: each step returns the next state.
 *
 * @param revision number of the newest published state; 0 before the first
 * @param publishedAt when that was
 * @param publishedOpen whether that state was an open one
 * @param severity the worst of the open findings; of the last one when none is open
 * @param exploited how many open findings are about something exploited in the wild
 * @param receivers who is to be told of the current life
 * @param terms on which they are told, where it is not by default
 */
public record Ledger(
    String id,
    SortedMap<String, String> group,
    long revision,
    Instant openedAt,
    Instant publishedAt,
    boolean publishedOpen,
    long open,
    long total,
    long exploited,
    Map<Severity, Long> openBySeverity,
    Severity severity,
    SortedSet<String> receivers,
    Finding latest,
    @Nullable Map<String, Terms> terms) {

  /** Between two published states of an incident that stays open, at least this much time. */
  static final Duration PACE = Duration.ofMillis(100);

  private static final long MANY = 100;
  private static final long MAX_SLOWER = 20;

  public Ledger {
    group = new TreeMap<>(group);
    openBySeverity = Map.copyOf(openBySeverity);
    receivers = new TreeSet<>(receivers);
    terms = terms == null ? Map.of() : Map.copyOf(terms);
  }

  /** An incident that counts nothing yet, to be joined by this finding. */
  static Ledger empty(Placed placed) {
    return new Ledger(
        placed.incident(),
        placed.group(),
        0,
        placed.finding().at(),
        Instant.EPOCH,
        false,
        0,
        0,
        0,
        Map.of(),
        placed.finding().severity(),
        new TreeSet<>(),
        placed.finding(),
        Map.of());
  }

  /**
   * Counts an open finding.
   *
   * @param before how it was counted until now; null: it was not
   */
  Ledger join(Placed placed, @Nullable Standing before) {
    boolean again = open == 0;
    Counts counts = new Counts(open, exploited, openBySeverity);
    if (before != null) {
      counts.add(before, -1);
    }
    counts.add(Standing.of(placed.finding()), 1);
    SortedSet<String> told = again ? new TreeSet<>() : new TreeSet<>(receivers);
    told.addAll(placed.receivers());
    Map<String, Terms> agreed = again ? new HashMap<>() : new HashMap<>(agreed());
    agreed.putAll(placed.agreed());
    long joined = before == null ? 1 : 0;
    return with(
        again ? placed.finding().at() : openedAt,
        again ? 1 : total + joined,
        counts,
        told,
        placed.finding(),
        agreed);
  }

  /** Counts a finding no longer. */
  Ledger leave(Placed placed, Standing before) {
    Counts counts = new Counts(open, exploited, openBySeverity);
    counts.add(before, -1);
    return with(openedAt, total, counts, receivers, placed.finding(), agreed());
  }

  private Ledger with(
      Instant opened,
      long ever,
      Counts counts,
      SortedSet<String> told,
      Finding cause,
      Map<String, Terms> agreed) {
    return new Ledger(
        id,
        group,
        revision,
        opened,
        publishedAt,
        publishedOpen,
        counts.open,
        ever,
        counts.exploited,
        counts.bySeverity,
        counts.worst(cause.severity()),
        told,
        cause,
        agreed);
  }

  /**
   * Whether the state is to be published at once: it opened or closed, or nothing was published
   * lately. Otherwise it waits, so that thousands of findings of one incident do not become
   * thousands of states; the more there are, the longer.
   */
  boolean urgent(Instant now) {
    return publishedOpen != (open > 0)
        || revision == 0
        || now.isBefore(publishedAt)
        || !now.isBefore(publishedAt.plus(pace()));
  }

  private Duration pace() {
    return PACE.multipliedBy(1 + Math.min(open / MANY, MAX_SLOWER));
  }

  /** Whether this is worse than that. */
  boolean worseThan(Ledger before) {
    return severity.compareTo(before.severity) > 0 || (exploited > 0 && before.exploited == 0);
  }

  /** The same, published once more. */
  Ledger published(Instant now) {
    return new Ledger(
        id,
        group,
        revision + 1,
        openedAt,
        now,
        open > 0,
        open,
        total,
        exploited,
        openBySeverity,
        severity,
        receivers,
        latest,
        terms);
  }

  private Map<String, Terms> agreed() {
    return terms == null ? Map.of() : terms;
  }

  /** What the engine has to know to decide who is told. */
  Situation situation(@Nullable String mutedBy) {
    Map<String, Terms> destinations = new TreeMap<>();
    receivers.forEach(name -> destinations.put(name, agreed().getOrDefault(name, Terms.USUAL)));
    return new Situation(openedAt, open, total, severity, destinations, mutedBy);
  }

  /** The state as the others see it. */
  Incident incident(List<Standing> worst, String title, Watch watch) {
    return new Incident(
        id,
        revision,
        open > 0 ? watch.state() : new IncidentState.Resolved(publishedAt),
        title,
        severity,
        group,
        openedAt,
        publishedAt,
        open,
        total,
        worst.stream().map(Standing::member).toList(),
        latest,
        watch.care());
  }

  /** Counts in the making. */
  private static final class Counts {
    private long open;
    private long exploited;
    private final EnumMap<Severity, Long> bySeverity = new EnumMap<>(Severity.class);

    Counts(long open, long exploited, Map<Severity, Long> bySeverity) {
      this.open = open;
      this.exploited = exploited;
      this.bySeverity.putAll(bySeverity);
    }

    void add(Standing standing, int sign) {
      open += sign;
      exploited += standing.exploited() ? sign : 0;
      bySeverity.merge(standing.severity(), (long) sign, Long::sum);
      bySeverity.values().removeIf(n -> n <= 0);
    }

    Severity worst(Severity otherwise) {
      return bySeverity.keySet().stream().reduce(Severity::or).orElse(otherwise);
    }
  }
}
