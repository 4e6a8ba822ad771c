package io.patchwatch.alerting.api;

import io.patchwatch.events.Command;
import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentCommand;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SilenceCommand;
import io.patchwatch.events.SilenceExpired;
import io.patchwatch.events.SilenceSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How things stand, folded from the topics in memory, so that asking costs no search. The newest
 * revision of each thing counts. Safe for use by several threads.
 */
public final class Board {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration RESOLVED_KEPT = Duration.ofDays(7);
  private static final int MOST_COMMANDS = 1000;

  private static final Comparator<Incident> WORST_FIRST =
      Comparator.comparing(Incident::resolved)
          .thenComparing(Incident::severity, Comparator.<Severity>reverseOrder())
          .thenComparing(Incident::openedAt, Comparator.reverseOrder())
          .thenComparing(Incident::id);

  private final Map<String, Incident> incidents = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable List<Incident> sorted;
  private final Map<String, Finding> findings = new ConcurrentHashMap<>();
  private final Map<String, SilenceCommand> silences = new ConcurrentHashMap<>();
  private final Deque<Command> commands = new ArrayDeque<>();

  /** Takes in a record; an older one than is known changes nothing. */
  public void add(Incident incident) {
    incidents.merge(
        incident.id(), incident, (old, now) -> now.revision() > old.revision() ? now : old);
    changes.incrementAndGet();
    sorted = null;
  }

  /** Takes in a record; an older one than is known changes nothing. */
  public void add(Finding finding) {
    findings.merge(
        finding.fingerprint(), finding, (old, now) -> now.revision() > old.revision() ? now : old);
    findings.computeIfPresent(finding.fingerprint(), (id, it) -> it.resolved() ? null : it);
  }

  /** Takes in a record. */
  public void add(Command command) {
    switch (command) {
      case SilenceCommand it ->
          silences.merge(
              it.silence(), it, (old, now) -> now.time().isBefore(old.time()) ? old : now);
      case IncidentCommand it -> {}
      case ExceptionCommand it -> {}
    }
    synchronized (commands) {
      commands.addLast(command);
      if (commands.size() > MOST_COMMANDS) {
        commands.removeFirst();
      }
    }
  }

  /** Those that it lets pass, worst first; resolved ones are kept for a week. */
  public List<Incident> incidents(Predicate<Incident> which, Instant now) {
    Instant oldest = now.minus(RESOLVED_KEPT);
    return sorted(oldest).stream()
        .filter(which)
        .filter(it -> !it.resolved() || !it.changedAt().isBefore(oldest))
        .toList();
  }

  /** Sorting thousands costs more than all the rest, so it is done once for each change. */
  private List<Incident> sorted(Instant oldest) {
    List<Incident> known = sorted;
    if (known == null) {
      incidents.values().removeIf(it -> it.resolved() && it.changedAt().isBefore(oldest));
      long before = changes.get();
      known = incidents.values().stream().sorted(WORST_FIRST).toList();
      if (changes.get() == before) {
        sorted = known;
      }
    }
    return known;
  }

  /** One by its id; null: there is none. */
  public @Nullable Incident incident(String id) {
    return incidents.get(id);
  }

  /** Open findings, worst first. */
  List<Finding> findings(Predicate<Finding> which) {
    return findings.values().stream()
        .filter(which)
        .sorted(
            Comparator.comparing(Finding::severity, Comparator.<Severity>reverseOrder())
                .thenComparing(Finding::openedAt)
                .thenComparing(Finding::fingerprint))
        .toList();
  }

  @Nullable Finding finding(String fingerprint) {
    return findings.get(fingerprint);
  }

  /** Silences that are not over, the first to end first. */
  List<SilenceSet> silences(Instant now) {
    silences
        .values()
        .removeIf(it -> it instanceof SilenceSet set && !set.endsAt().isAfter(now.minus(DAY)));
    return silences.values().stream()
        .filter(it -> it instanceof SilenceSet)
        .map(SilenceSet.class::cast)
        .filter(it -> it.endsAt().isAfter(now))
        .sorted(Comparator.comparing(SilenceSet::endsAt).thenComparing(SilenceSet::silence))
        .toList();
  }

  boolean silenced(String id) {
    SilenceCommand newest = silences.get(id);
    return newest != null && !(newest instanceof SilenceExpired);
  }

  /** The newest commands, newest first. */
  List<Command> commands() {
    synchronized (commands) {
      return List.copyOf(commands.reversed());
    }
  }
}
