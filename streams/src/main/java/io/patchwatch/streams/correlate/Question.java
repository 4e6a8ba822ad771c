package io.patchwatch.streams.correlate;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** What a correlation asks of the events within its timespan. */
public sealed interface Question {

  /** Most entries that are kept of one group. */
  int MOST_KEPT = 2048;

  /** Fewest entries that are kept where there are so many: more than two timespans have slices. */
  int LEAST_KEPT = 256;

  /** Each rule has its slices. */
  List<Bound> SEVERAL_RULES = List.of(new Bound(Bound.Operator.GT, LEAST_KEPT));

  /** How many events there are. */
  record Count(List<Bound> bounds) implements Question {}

  /** How many different values there are. */
  record Distinct(List<Bound> bounds) implements Question {}

  /** What the numbers add up to. */
  record Sum(List<Bound> bounds) implements Question {}

  /** The mean of the numbers. */
  record Average(List<Bound> bounds) implements Question {}

  /**
   * A percentile of the numbers, by the nearest rank.
   *
   * @param percent 0 to 100; the median is 50
   */
  record Percentile(double percent, List<Bound> bounds) implements Question {}

  /**
   * Whether the rules that matched together are as asked.
   *
   * @param test told which of the rules matched, by their index
   * @param negates whether one match more may make it untrue
   */
  record Together(Predicate<BitSet> test, boolean negates) implements Question {

    /** All of so many rules. */
    public static Together all(int rules) {
      return new Together(seen -> seen.cardinality() == rules, false);
    }
  }

  /** Whether rules 0, 1, … up to {@code rules - 1} matched one after the other. */
  record InOrder(int rules) implements Question {}

  /** Whether it can be answered only when the window is over, since one event more may undo it. */
  default boolean atTheEnd() {
    return switch (this) {
      case Count it -> !fromBelow(it.bounds());
      case Distinct it -> !fromBelow(it.bounds());
      case Together it -> it.negates();
      case Sum it -> false;
      case Average it -> false;
      case Percentile it -> false;
      case InOrder it -> false;
    };
  }

  private static boolean fromBelow(List<Bound> bounds) {
    return bounds.stream().allMatch(Bound::fromBelow);
  }

  /** Whether two entries of one slice of time may become one that counts for both. */
  default boolean mergeable() {
    return !(this instanceof Percentile);
  }

  /** Whether the value of an event matters, not only that it happened. */
  default boolean byValue() {
    return this instanceof Distinct;
  }

  /** How many entries are kept: enough for the numbers asked for. */
  default int keep() {
    List<Bound> bounds =
        switch (this) {
          case Count it -> it.bounds();
          case Distinct it -> it.bounds();
          case Sum it -> List.of();
          case Average it -> List.of();
          case Percentile it -> List.of(new Bound(Bound.Operator.GT, MOST_KEPT));
          case Together it -> SEVERAL_RULES;
          case InOrder it -> SEVERAL_RULES;
        };
    double most = bounds.stream().mapToDouble(Bound::number).max().orElse(0);
    return (int) Math.clamp(4 * most, LEAST_KEPT, MOST_KEPT);
  }
}
