package io.patchwatch.streams.sigma;

import static io.patchwatch.streams.sigma.Book.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.streams.correlate.Question;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AskedTest {

  private static Question asked(String condition) {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("one", "two", "six")) {
      text.append(rule(name, "s: {a: " + name + "}\ncondition: s")).append("---\n");
    }
    text.append(
        "title: t\ncorrelation: {type: temporal, rules: [one, two, six], group-by: [b], timespan: 1m"
            + condition
            + "}\n");
    return Asked.of(Book.of(text.toString()).correlations().getFirst());
  }

  private static boolean answer(Question question, int seen) {
    BitSet rules = new BitSet();
    rules.set(0, seen);
    return question instanceof Question.Together it && it.test().test(rules);
  }

  @Test
  void withoutAConditionAllRulesMustMatch() {
    assertThat(answer(asked(""), 2)).isFalse();
    assertThat(answer(asked(""), 3)).isTrue();
  }

  @Test
  void aConditionSaysHowManyDifferentRulesMustMatch() {
    Question two = asked(", condition: {gte: 2}");
    assertThat(answer(two, 1)).isFalse();
    assertThat(answer(two, 2)).isTrue();
    assertThat(answer(two, 3)).isTrue();
  }
}
