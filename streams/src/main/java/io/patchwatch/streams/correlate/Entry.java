package io.patchwatch.streams.correlate;

import org.jspecify.annotations.Nullable;

/**
 * An event of a group, or several of one slice of time.
 *
 * @param time of the newest, in milliseconds since 1970
 * @param since of the oldest
 * @param rule index of the rule that matched
 * @param value what is told apart; null: nothing
 * @param number what is added up: the sum of them all
 * @param count how many
 */
public record Entry(
    long time, long since, int rule, @Nullable String value, double number, long count)
    implements Comparable<Entry> {

  /** One event. */
  public static Entry of(long time, int rule, @Nullable String value, double number) {
    return new Entry(time, time, rule, value, number, 1);
  }

  /** The same for questions that do not ask about the value. */
  public Entry withoutValue() {
    return value == null ? this : new Entry(time, since, rule, null, number, count);
  }

  /** Both as one. */
  Entry with(Entry other) {
    return new Entry(
        Math.max(time, other.time),
        Math.min(since, other.since),
        rule,
        value,
        number + other.number,
        count + other.count);
  }

  /** In time; what happened in the same instant, in the order of the rules. */
  @Override
  public int compareTo(Entry other) {
    int byTime = Long.compare(time, other.time);
    return byTime != 0 ? byTime : Integer.compare(rule, other.rule);
  }
}
