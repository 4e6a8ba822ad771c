package io.patchwatch.alerting.oncall;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell when nobody acknowledges, in the configuration's form ({@code
 * alerting.escalations}).
 *
 * @param name as routes call it
 * @param steps 1 to 10, in order
 */
public record Escalation(String name, List<Step> steps) {

  private static final int MOST_STEPS = 10;
  private static final Duration LONGEST = Duration.ofDays(7);

  /**
   * One step.
   *
   * @param after since the step before (the first: since the page) without acknowledgement, up to 7
   *     days
   * @param receivers receivers or schedules
   */
  public record Step(Duration after, List<String> receivers) {
    public Step {
      receivers = receivers == null ? List.of() : List.copyOf(receivers);
    }
  }

  public Escalation {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("alerting.escalations: a name is missing; give one");
    }
    steps = steps == null ? List.of() : List.copyOf(steps);
    String place = "alerting.escalations[" + name + "].steps";
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          place + ": there are " + steps.size() + "; write 1 to " + MOST_STEPS);
    }
    steps.forEach(step -> check(step, place));
  }

  private static void check(Step step, String place) {
    Duration after = step.after();
    if (after == null || after.isNegative() || after.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          place + ".after: " + after + " is not possible; use 0s to " + LONGEST.toDays() + "d");
    }
    if (step.receivers().isEmpty()) {
      throw new IllegalArgumentException(
          place + ".receivers: empty; name a receiver or a schedule");
    }
  }

  /** The step that follows when so many were done; null: there is none. */
  @Nullable Step next(int done) {
    return done < steps.size() ? steps.get(done) : null;
  }
}
