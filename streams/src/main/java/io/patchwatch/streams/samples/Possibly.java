package io.patchwatch.streams.samples;

import io.patchwatch.streams.sigma.match.Condition;
import io.patchwatch.streams.sigma.match.Event;
import io.patchwatch.streams.sigma.match.FieldTest;
import io.patchwatch.streams.sigma.match.ValueMatcher;
import java.util.Arrays;
import java.util.Map;

/**
 * Whether a condition is met by records of which only some fields are known: Kleene's logic of
 * three values.
 */
enum Possibly {
  NO,
  PERHAPS,
  YES;

  static Possibly met(Condition condition, Shape shape) {
    return switch (condition) {
      case Condition.All it -> {
        Possibly worst = YES;
        for (Condition part : it.parts()) {
          Possibly met = met(part, shape);
          worst = met.compareTo(worst) < 0 ? met : worst;
        }
        yield worst;
      }
      case Condition.Any it -> {
        Possibly best = NO;
        for (Condition part : it.parts()) {
          Possibly met = met(part, shape);
          best = met.compareTo(best) > 0 ? met : best;
        }
        yield best;
      }
      case Condition.Not it ->
          switch (met(it.part(), shape)) {
            case NO -> YES;
            case PERHAPS -> PERHAPS;
            case YES -> NO;
          };
      case Condition.Named it -> met(it.part(), shape);
      case Condition.Field it -> met(it, shape);
    };
  }

  private static Possibly met(Condition.Field condition, Shape shape) {
    FieldTest test = condition.test();
    boolean certain = shape.known().containsKey(test.name());
    if ((!certain && shape.possible().contains(test.name()))
        || test.matcher() instanceof ValueMatcher.OtherField) {
      return PERHAPS;
    }
    return condition.holds(event(test, shape.known())) ? YES : NO;
  }

  private static Event event(FieldTest test, Map<String, String> known) {
    String[] names = new String[test.field() + 1];
    Arrays.fill(names, "");
    names[test.field()] = test.name();
    return new Event(names, test.number() + 1).of(known::get);
  }
}
