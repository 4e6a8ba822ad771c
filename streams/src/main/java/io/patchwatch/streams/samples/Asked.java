package io.patchwatch.streams.samples;

import io.patchwatch.streams.correlate.Question;
import io.patchwatch.streams.sigma.Correlation;

/** The question of a correlation, for its windows. */
final class Asked {

  private Asked() {}

  static Question of(Correlation it) {
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
    var expression = it.expression();
    return expression == null
        ? Question.Together.all(it.rules().size())
        : new Question.Together(expression::test, expression.negates());
  }

  /** Whether the value of the correlation's fields is a number. */
  static boolean numeric(Correlation it) {
    return switch (it.type()) {
      case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> true;
      case EVENT_COUNT, VALUE_COUNT, TEMPORAL, TEMPORAL_ORDERED -> false;
    };
  }
}
