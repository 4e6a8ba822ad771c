package io.patchwatch.events.parsing;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One happening that a product writes as two lines, of which the first says who and the second from
 * where, as it stands in the catalogue file under {@code logs[].join}. Both are records of the same
 * parser with the same action, and each by itself is read as the whole happening; where they meet,
 * it is counted once. What they must also have in common is the file and {@code service.node.name}.
 *
 * @param action that both lines have
 * @param outcome that both lines have; absent: whatever each has
 * @param by field whose value both lines share, for example {@code http.request.id}
 * @param first field that only the first line has
 * @param second field that only the second line has
 * @param within the longest time between the two, and how long the first one is held back when the
 *     second does not come: one second to one minute
 * @param leaves what the second line is once the first has taken its fields
 */
public record JoinSpec(
    LogAction action,
    @Nullable Outcome outcome,
    String by,
    String first,
    String second,
    Duration within,
    LogAction leaves) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  public JoinSpec {
    if (action == null || leaves == null) {
      throw new IllegalArgumentException("join: action or leaves is missing; name both");
    }
    if (action == leaves) {
      throw new IllegalArgumentException(
          "join: leaves is the action itself, which would be counted twice; name another");
    }
    SpecCheck.text(by, "join.by");
    SpecCheck.text(first, "join.first");
    SpecCheck.text(second, "join.second");
    SpecCheck.ecs(Set.of(by), "join.by");
    SpecCheck.ecs(Set.of(first), "join.first");
    SpecCheck.ecs(Set.of(second), "join.second");
    if (first.equals(second)) {
      throw new IllegalArgumentException(
          "join: first and second are the same field; name one that only the second line has");
    }
    if (within == null || within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("join.within is " + within + "; use 1s to 1m");
    }
  }
}
