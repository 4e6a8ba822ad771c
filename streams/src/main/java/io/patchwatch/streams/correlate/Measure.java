package io.patchwatch.streams.correlate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers a question about the entries of one window. */
final class Measure {

  private Measure() {}

  /**
   * What was found in a window.
   *
   * @param window entries in the order of time; at least one
   * @return null when it is not as asked
   */
  static @Nullable Found of(Question question, List<Entry> window) {
    return switch (question) {
      case Question.Count it -> bounded(it.bounds(), (double) count(window), window);
      case Question.Distinct it -> bounded(it.bounds(), distinct(window), window);
      case Question.Sum it -> bounded(it.bounds(), sum(window), window);
      case Question.Average it ->
          bounded(it.bounds(), sum(window) / (double) count(window), window);
      case Question.Percentile it -> bounded(it.bounds(), percentile(window, it.percent()), window);
      case Question.Together it -> it.test().test(rules(window)) ? found(1, window) : null;
      case Question.InOrder it -> inOrder(it.rules(), window) ? found(1, window) : null;
    };
  }

  private static @Nullable Found bounded(List<Bound> bounds, double value, List<Entry> window) {
    for (Bound bound : bounds) {
      if (!bound.holds(value)) {
        return null;
      }
    }
    return found(value, window);
  }

  private static Found found(double measured, List<Entry> window) {
    return new Found(measured, count(window), window.getFirst().since(), window.getLast().time());
  }

  private static long count(List<Entry> window) {
    long count = 0;
    for (Entry entry : window) {
      count += entry.count();
    }
    return count;
  }

  private static double sum(List<Entry> window) {
    double sum = 0;
    for (Entry entry : window) {
      sum += entry.number();
    }
    return sum;
  }

  private static int distinct(List<Entry> window) {
    Set<String> values = new HashSet<>();
    for (Entry entry : window) {
      if (entry.value() != null) {
        values.add(entry.value());
      }
    }
    return values.size();
  }

  /** Nearest rank: the smallest number that so many percent of all do not exceed. */
  private static double percentile(List<Entry> window, double percent) {
    double[] numbers = window.stream().mapToDouble(Entry::number).toArray();
    Arrays.sort(numbers);
    int rank = (int) Math.ceil(percent / 100 * numbers.length);
    return numbers[Math.clamp(rank - 1L, 0, numbers.length - 1)];
  }

  private static BitSet rules(List<Entry> window) {
    BitSet rules = new BitSet();
    window.forEach(entry -> rules.set(entry.rule()));
    return rules;
  }

  private static boolean inOrder(int rules, List<Entry> window) {
    int next = 0;
    for (Entry entry : window) {
      if (entry.rule() == next && ++next == rules) {
        return true;
      }
    }
    return false;
  }
}
