package io.patchwatch.streams.policy;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.PatchStatus;
import io.patchwatch.events.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By when a finding is to be patched, and how that stands. Pure. */
public final class PatchClock {

  private static final int MOVES = 50;

  private final Policy policy;

  public PatchClock(Policy policy) {
    this.policy = policy;
  }

  /** Whether any finding may have a due date. */
  boolean runs() {
    return !policy.rules().isEmpty();
  }

  /**
   * Where the finding stands.
   *
   * @param since when it opened
   */
  public Stand stand(
      Asset asset, Severity severity, Unpatched finding, Instant since, Instant now) {
    return policy.rules().stream()
        .filter(rule -> rule.when().holds(asset, severity, finding))
        .findFirst()
        .map(rule -> stand(rule, finding, since, now))
        .orElse(Stand.NONE);
  }

  private Stand stand(PolicyRule rule, Unpatched finding, Instant since, Instant now) {
    Instant wanted = wanted(rule, finding, since);
    if (wanted == null) {
      return Stand.NONE;
    }
    List<Calendar> freeze = policy.calendars(rule.freeze());
    Instant due = moved(wanted, freeze, policy.calendars(rule.maintenance()));
    if (!now.isBefore(due)) {
      return new Stand(due, PatchStatus.OVERDUE, null);
    }
    Optional<Instant> thaw = endOf(freeze, now);
    if (thaw.isPresent()) {
      return new Stand(due, PatchStatus.FROZEN, earlier(thaw.get(), due));
    }
    Instant warning = due.minus(rule.warnBefore());
    boolean soon = warning.isBefore(due) && !now.isBefore(warning);
    Instant next = soon ? due : warning;
    Instant frost = nextFrost(freeze, now).map(at -> earlier(at, next)).orElse(next);
    return new Stand(due, soon ? PatchStatus.DUE_SOON : PatchStatus.IN_TIME, frost);
  }

  /**
   * A day set by CISA that had passed before we first saw the finding gives nobody a chance: then
   * the rule's own time runs, if it has one.
   */
  private static @Nullable Instant wanted(PolicyRule rule, Unpatched finding, Instant since) {
    Instant ours = rule.due() == null ? null : since.plus(rule.due());
    if (!rule.cisaDueDate() || finding.exploitedDue() == null) {
      return ours;
    }
    Instant theirs = finding.exploitedDue().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    return ours == null || (theirs.isAfter(since) && theirs.isBefore(ours)) ? theirs : ours;
  }

  private static Instant moved(Instant wanted, List<Calendar> freeze, List<Calendar> maintenance) {
    Instant due = wanted;
    for (int move = 0; move < MOVES; move++) {
      Instant thawed = endOf(freeze, due).orElse(due);
      Instant window =
          maintenance.stream()
              .flatMap(calendar -> calendar.next(thawed).stream())
              .min(Comparator.comparing(Window::start))
              .flatMap(first -> endOf(maintenance, later(first.start(), thawed)))
              .orElse(thawed);
      due = window;
      if (endOf(freeze, due).isEmpty()) {
        break;
      }
    }
    return due;
  }

  private static Optional<Instant> endOf(List<Calendar> calendars, Instant time) {
    return calendars.stream()
        .flatMap(calendar -> calendar.endOf(time).stream())
        .max(Comparator.naturalOrder());
  }

  private static Optional<Instant> nextFrost(List<Calendar> freeze, Instant now) {
    return freeze.stream()
        .flatMap(calendar -> calendar.next(now).stream())
        .flatMap(window -> Stream.of(window.start()))
        .filter(start -> start.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
