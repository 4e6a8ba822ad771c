package io.patchwatch.streams.sigma;

import io.patchwatch.streams.correlate.Question;

/** The question of a correlation, for its windows: the same live, in samples and in backtests. */
public final class Asked {

  private Asked() {}

  /** What the windows of the correlation are asked. */
  public static Question of(Correlation it) {
    return switch (it.type()) {
      case EVENT_COUNT -> new Question.Count(it.bounds());
      case VALUE_COUNT -> new Question.Distinct(it.bounds());
      case VALUE_SUM -> new Question.Sum(it.bounds());
      case VALUE_AVG -> new Question.Average(it.bounds());
      case VALUE_PERCENTILE, VALUE_MEDIAN -> new Question.Percentile(it.percentile(), it.bounds());
      case TEMPORAL -> together(it);
      case TEMPORAL_ORDERED -> new Question.InOrder(it.rules().size());
    };
  }

  private static Question together(Correlation it) {
    RuleExpression expression = it.expression();
    if (expression != null) {
      return new Question.Together(expression::test, expression.negates());
    }
    return it.bounds().isEmpty()
        ? Question.Together.all(it.rules().size())
        : new Question.Together(
            seen -> it.bounds().stream().allMatch(bound -> bound.holds(seen.cardinality())), false);
  }

  /** Whether the value of the correlation's fields is a number. */
  public static boolean numeric(Correlation it) {
    return switch (it.type()) {
      case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> true;
      case EVENT_COUNT, VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED -> false;
    };
  }
}
