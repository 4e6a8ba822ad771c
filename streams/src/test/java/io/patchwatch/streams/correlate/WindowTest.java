package io.patchwatch.streams.correlate;

import static io.patchwatch.streams.correlate.Bound.Operator.GTE;
import static io.patchwatch.streams.correlate.Bound.Operator.LT;
import static io.patchwatch.streams.correlate.Bound.Operator.LTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

  private static final long SPAN = 600;

  private @Nullable Found last;

  private static List<Bound> atLeast(double number) {
    return List.of(new Bound(GTE, number));
  }

  private static Entry at(long time) {
    return Entry.of(time, 0, null, 0);
  }

  private static Entry value(long time, String value) {
    return Entry.of(time, 0, value, 0);
  }

  private static Entry number(long time, double number) {
    return Entry.of(time, 0, null, number);
  }

  private static Entry rule(long time, int rule) {
    return Entry.of(time, rule, null, 0);
  }

  /** Adds all; a window is read back from its entries after each, as it is from a store. */
  private boolean found(Question question, Entry... entries) {
    List<Entry> kept = List.of();
    last = null;
    for (Entry entry : entries) {
      Window window = new Window(question, SPAN, kept);
      Found found = window.add(entry);
      last = found == null ? last : found;
      kept = List.copyOf(window.entries());
    }
    return last != null;
  }

  @Test
  void countsEventsThatLieAtMostATimespanApart() {
    Question three = new Question.Count(atLeast(3));

    assertThat(found(three, at(0), at(300), at(600))).isTrue();
    assertThat(last).isEqualTo(new Found(3, 3, 0, 600));
    assertThat(found(three, at(0), at(300), at(601))).isFalse();
  }

  @Test
  void theWindowSlidesAndDoesNotTumble() {
    assertThat(found(new Question.Count(atLeast(3)), at(0), at(500), at(700), at(900))).isTrue();
  }

  @Test
  void anEventMayCloseAGapBetweenNewerOnes() {
    assertThat(found(new Question.Count(atLeast(3)), at(1000), at(1500), at(1200))).isTrue();
  }

  @Test
  void whatIsMuchTooLateIsNotCounted() {
    assertThat(found(new Question.Count(atLeast(2)), at(10_000), at(10), at(20))).isFalse();
  }

  @Test
  void manyEventsAreCountedExactlyInBoundedMemory() {
    Question many = new Question.Count(atLeast(100_000));
    Window window = new Window(many, 1_000_000, List.of());
    Found found = null;
    for (int i = 0; i < 100_000; i++) {
      assertThat(found).isNull();
      found = window.add(at(i));
    }
    assertThat(found).isNotNull();
    assertThat(window.entries()).hasSizeLessThanOrEqualTo(Question.MOST_KEPT);
  }

  @Test
  void differentValuesAreCountedOnce() {
    Question three = new Question.Distinct(atLeast(3));

    assertThat(found(three, value(0, "a"), value(1, "b"), value(2, "a"), value(3, "b"))).isFalse();
    assertThat(found(three, value(0, "a"), value(1, "b"), value(2, "a"), value(3, "c"))).isTrue();
    assertThat(found(three, value(0, "a"), value(1, "b"), value(700, "c"))).isFalse();
  }

  @Test
  void oneValueInAFloodDoesNotPushOutTheOthers() {
    Window window = new Window(new Question.Distinct(atLeast(3)), SPAN, List.of());
    window.add(value(0, "a"));
    window.add(value(1, "b"));
    for (int i = 0; i < 10_000; i++) {
      assertThat(window.add(value(2 + i / 100, "b"))).isNull();
    }
    assertThat(window.add(value(110, "c"))).isNotNull();
  }

  @Test
  void sumsAndAverages() {
    assertThat(found(new Question.Sum(atLeast(10)), number(0, 4), number(1, 5))).isFalse();
    assertThat(found(new Question.Sum(atLeast(10)), number(0, 4), number(1, 6))).isTrue();
    assertThat(found(new Question.Sum(atLeast(10)), number(0, 4), number(601, 6))).isFalse();
    assertThat(found(new Question.Average(atLeast(5)), number(0, 4), number(1, 5))).isFalse();
    assertThat(found(new Question.Average(atLeast(5)), number(0, 4), number(1, 6))).isTrue();
  }

  @Test
  void percentilesAreByNearestRank() {
    Question median = new Question.Percentile(50, atLeast(3));
    Question p90 = new Question.Percentile(90, atLeast(10));

    assertThat(found(median, number(0, 1), number(1, 2), number(2, 100))).isFalse();
    assertThat(found(median, number(0, 1), number(1, 3), number(2, 100))).isTrue();
    assertThat(last).extracting(Found::measured).isEqualTo(3.0);
    Entry[] nine = new Entry[9];
    for (int i = 0; i < nine.length; i++) {
      nine[i] = number(i, 1);
    }
    assertThat(found(p90, nine)).isFalse();
  }

  @Test
  void rulesMatchTogetherInAnyOrder() {
    assertThat(found(Question.Together.all(2), rule(0, 1), rule(10, 0))).isTrue();
    assertThat(found(Question.Together.all(2), rule(0, 1), rule(601, 0))).isFalse();
    assertThat(found(Question.Together.all(2), rule(0, 1), rule(10, 1))).isFalse();
  }

  @Test
  void orderedRulesMustMatchInTheirOrderWheneverTheyArrive() {
    Question ordered = new Question.InOrder(3);

    assertThat(found(ordered, rule(0, 0), rule(10, 1), rule(20, 2))).isTrue();
    assertThat(found(ordered, rule(20, 2), rule(0, 0), rule(10, 1))).isTrue();
    assertThat(found(ordered, rule(0, 2), rule(10, 1), rule(20, 0))).isFalse();
    assertThat(found(ordered, rule(5, 2), rule(5, 1), rule(5, 0))).isTrue();
  }

  @Test
  void conditionsOfRulesMayBeAnyExpression() {
    Question either = new Question.Together(r -> r.get(0) && (r.get(1) || r.get(2)), false);

    assertThat(found(either, rule(0, 1), rule(1, 2))).isFalse();
    assertThat(found(either, rule(0, 2), rule(1, 0))).isTrue();
  }

  @Test
  void whatMayStillBecomeUntrueIsToldWhenTheWindowIsOver() {
    Question alone = new Question.Together(r -> r.get(0) && !r.get(1), true);

    assertThat(found(alone, rule(0, 0))).isFalse();
    assertThat(found(alone, rule(0, 0), rule(601, 0))).isTrue();
    assertThat(found(alone, rule(0, 0), rule(500, 1), rule(601, 0))).isFalse();
    Window window = new Window(new Question.Count(List.of(new Bound(LT, 3))), SPAN, List.of());
    window.add(at(0));
    assertThat(window.over(600)).isNull();
    assertThat(window.over(601)).isEqualTo(new Found(1, 1, 0, 0));
  }

  @Test
  void aRangeIsJudgedByAllOfTheWindow() {
    Question range = new Question.Count(List.of(new Bound(GTE, 2), new Bound(LTE, 3)));

    assertThat(found(range, at(0), at(1), at(2), at(3), at(700))).isFalse();
    assertThat(found(range, at(0), at(1), at(2), at(700))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderInWhichEventsArriveMakesNoDifference(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Entry> entries = drawn(random);
      for (Question question :
          List.of(
              new Question.Count(atLeast(5)),
              new Question.Distinct(atLeast(3)),
              new Question.Sum(atLeast(9)),
              Question.Together.all(3),
              new Question.InOrder(3))) {
        Collections.sort(entries);
        boolean sorted = found(question, entries.toArray(Entry[]::new));
        Collections.shuffle(entries, random);
        assertThat(found(question, entries.toArray(Entry[]::new)))
            .describedAs("%s of %s", question, entries)
            .isEqualTo(sorted);
      }
    }
  }

  private static List<Entry> drawn(Random random) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String value = String.valueOf(random.nextInt(4));
      entries.add(Entry.of(random.nextLong(2 * SPAN), random.nextInt(3), value, 1));
    }
    return entries;
  }
}
