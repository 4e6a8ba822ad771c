package io.patchwatch.app.policy;

import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Finding;
import io.patchwatch.events.PatchStatus;
import io.patchwatch.streams.policy.PatchClock;
import io.patchwatch.streams.policy.Policy;
import io.patchwatch.streams.policy.Stand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What another policy would have made of the findings of a period. Pure. The patch clock runs from
 * each finding's opening to its end, or to now, and stops wherever its status changes.
 *
 * @param trials each finding that was open in the period
 */
public record PolicyTrial(Instant from, Instant now, List<Trial> trials) {

  /** So often a status may change: calendars without end must not keep us. */
  private static final int MOST_STEPS = 1_000;

  /** Under one policy: where it stands in the end, and which statuses began in the period. */
  public record Course(Stand last, List<PatchStatus> begun) {

    /** How often this status began. */
    public long times(PatchStatus status) {
      return begun.stream().filter(status::equals).count();
    }
  }

  /** One finding under both policies. */
  public record Trial(Finding finding, Course before, Course after) {

    /** Whether the change makes any difference to it. */
    public boolean differs() {
      return !before.begun.equals(after.begun)
          || before.last.status() != after.last.status()
          || !Objects.equals(before.last.due(), after.last.due());
    }
  }

  /**
   * Tries a change.
   *
   * @param findings the newest record of each
   * @param from begin of the period; it ends now
   */
  public static PolicyTrial of(
      Policy before, Policy after, Collection<Finding> findings, Instant from, Instant now) {
    PatchClock old = new PatchClock(before);
    PatchClock young = new PatchClock(after);
    List<Trial> trials = new ArrayList<>();
    for (Finding finding : findings) {
      Instant end = finding.resolved() ? finding.at() : now;
      if (finding.conclusion() instanceof Unpatched unpatched && !end.isBefore(from)) {
        trials.add(
            new Trial(
                finding,
                course(old, finding, unpatched, from, end),
                course(young, finding, unpatched, from, end)));
      }
    }
    return new PolicyTrial(from, now, List.copyOf(trials));
  }

  private static Course course(
      PatchClock clock, Finding finding, Unpatched unpatched, Instant from, Instant end) {
    List<PatchStatus> begun = new ArrayList<>();
    PatchStatus status = PatchStatus.NONE;
    Instant time = finding.openedAt();
    for (int step = 0; ; step++) {
      Stand stand =
          clock.stand(finding.asset(), finding.severity(), unpatched, finding.openedAt(), time);
      if (stand.status() != status && !time.isBefore(from)) {
        begun.add(stand.status());
      }
      status = stand.status();
      Instant next = stand.next();
      if (next == null || next.isAfter(end) || !next.isAfter(time) || step == MOST_STEPS) {
        return new Course(stand, List.copyOf(begun));
      }
      time = next;
    }
  }
}
