package io.patchwatch.app.policy;

import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.ExceptionRevoked;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.ImpactStated;
import io.patchwatch.events.RiskAccepted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions that hold or ended, with who answers for them and what they cover. Pure.
 *
 * @param rows accepted risks by their end, then the statements of documents
 */
public record ExceptionList(List<Row> rows) {

  /** How an exception stands. */
  public enum State {
    HOLDS,
    /** It ends soon: its owner is warned. */
    ENDING,
    /** What it covered is open again. */
    ENDED
  }

  /**
   * One exception.
   *
   * @param until null: a statement of a document, which holds while the document says so
   * @param covers how many findings are closed by it now; -1: not told by the findings
   */
  public record Row(
      String id,
      State state,
      String owner,
      @Nullable Instant until,
      String scope,
      String reason,
      long covers) {}

  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::until, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Row::id);

  /**
   * Lists them; what was revoked is left out.
   *
   * @param commands the newest word on each exception
   * @param warnBefore so long before its end an exception is ending
   */
  public static ExceptionList of(
      Collection<ExceptionCommand> commands,
      Collection<Finding> findings,
      Duration warnBefore,
      Instant now) {
    List<Row> rows = new ArrayList<>();
    for (ExceptionCommand command : commands) {
      switch (command) {
        case RiskAccepted accepted -> rows.add(row(accepted, findings, warnBefore, now));
        case ImpactStated stated -> rows.add(row(stated));
        case ExceptionRevoked revoked -> {}
      }
    }
    rows.sort(ORDER);
    return new ExceptionList(List.copyOf(rows));
  }

  private static Row row(
      RiskAccepted accepted, Collection<Finding> findings, Duration warnBefore, Instant now) {
    String mark = "(exception " + accepted.exception() + ")";
    return new Row(
        accepted.exception(),
        state(accepted.until(), warnBefore, now),
        accepted.owner(),
        accepted.until(),
        accepted.scope().text(),
        accepted.reason(),
        findings.stream().filter(finding -> closedBy(finding, mark)).count());
  }

  private static boolean closedBy(Finding finding, String mark) {
    Resolution resolution = finding.resolution();
    return resolution != null
        && resolution.reason() == Reason.RISK_ACCEPTED
        && resolution.detail().endsWith(mark);
  }

  private static State state(Instant until, Duration warnBefore, Instant now) {
    if (!now.isBefore(until)) {
      return State.ENDED;
    }
    return now.isBefore(until.minus(warnBefore)) ? State.HOLDS : State.ENDING;
  }

  private static Row row(ImpactStated stated) {
    String why = stated.justification() == null ? stated.detail() : stated.justification();
    return new Row(
        stated.exception(),
        State.HOLDS,
        stated.author(),
        null,
        stated.scope().text(),
        stated.status().label() + (why == null ? "" : ": " + why),
        -1);
  }

  /** Whether an exception ends soon or has ended. */
  public boolean wantsAttention() {
    return rows.stream().anyMatch(row -> row.state() != State.HOLDS);
  }
}
