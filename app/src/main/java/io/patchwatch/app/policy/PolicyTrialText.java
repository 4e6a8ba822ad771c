package io.patchwatch.app.policy;

import io.patchwatch.app.policy.PolicyTrial.Course;
import io.patchwatch.app.policy.PolicyTrial.Trial;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.PatchStatus;
import io.patchwatch.events.Severity;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tells what a change of policy would have done, before and after. */
public final class PolicyTrialText {

  private static final int LISTED = 50;

  private record Row(String environment, Severity severity) {

    static final Comparator<Row> ORDER =
        Comparator.comparing(Row::environment)
            .thenComparing(Row::severity, Comparator.reverseOrder());
  }

  private final PolicyTrial trial;
  private final PrintWriter out;

  private PolicyTrialText(PolicyTrial trial, PrintWriter out) {
    this.trial = trial;
    this.out = out;
  }

  /** Prints it. */
  public static void print(PolicyTrial trial, PrintWriter out) {
    PolicyTrialText text = new PolicyTrialText(trial, out);
    text.period();
    text.standings();
    text.differences();
    out.flush();
  }

  private void period() {
    out.printf(
        "%d findings were open in the %d days up to %s; nothing was sent%n%n",
        trial.trials().size(), Duration.between(trial.from(), trial.now()).toDays(), trial.now());
    TreeMap<Row, List<Trial>> rows = new TreeMap<>(Row.ORDER);
    for (Trial each : trial.trials()) {
      Row row = new Row(each.finding().asset().environment(), each.finding().severity());
      rows.merge(row, List.of(each), PolicyTrialText::both);
    }
    out.printf("%-16s %-10s %17s %17s%n", "ENVIRONMENT", "SEVERITY", "WARNINGS", "BREACHES");
    rows.forEach((row, of) -> line(row.environment(), row.severity().label(), of));
    line("all", "", trial.trials());
    out.println();
  }

  private static List<Trial> both(List<Trial> some, List<Trial> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private void line(String environment, String severity, List<Trial> of) {
    out.printf(
        "%-16s %-10s %17s %17s%n",
        environment, severity, times(of, PatchStatus.DUE_SOON), times(of, PatchStatus.OVERDUE));
  }

  private static String times(List<Trial> of, PatchStatus status) {
    return sum(of, Trial::before, status) + " -> " + sum(of, Trial::after, status);
  }

  private static long sum(List<Trial> of, Function<Trial, Course> side, PatchStatus status) {
    return of.stream().mapToLong(each -> side.apply(each).times(status)).sum();
  }

  private void standings() {
    List<Trial> open = trial.trials().stream().filter(t -> !t.finding().resolved()).toList();
    out.printf("%d of them are open now:%n", open.size());
    for (PatchStatus status : PatchStatus.values()) {
      out.printf(
          "  %-10s %d -> %d%n",
          status.label(), now(open, Trial::before, status), now(open, Trial::after, status));
    }
  }

  private static long now(List<Trial> open, Function<Trial, Course> side, PatchStatus status) {
    return open.stream().filter(t -> side.apply(t).last().status() == status).count();
  }

  private void differences() {
    List<Trial> different = trial.trials().stream().filter(Trial::differs).toList();
    out.printf("%nThe change matters to %d findings.%n", different.size());
    different.stream().limit(LISTED).forEach(this::difference);
    if (different.size() > LISTED) {
      out.printf("  and %d more%n", different.size() - LISTED);
    }
  }

  private void difference(Trial each) {
    String vulnerability =
        each.finding().conclusion() instanceof Unpatched c ? c.vulnerability() : "";
    out.printf(
        "  %s %s%s: %s -> %s%n",
        each.finding().asset().id(),
        vulnerability,
        each.finding().resolved() ? " (resolved)" : "",
        words(each.before()),
        words(each.after()));
  }

  private static String words(Course course) {
    String due = course.last().due() == null ? "" : ", due " + course.last().due();
    return course.last().status().label() + due;
  }
}
