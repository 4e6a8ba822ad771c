package io.patchwatch.streams.sigma.read;

import io.patchwatch.streams.sigma.RuleExpression;
import io.patchwatch.streams.sigma.read.ReadCondition.Words;
import java.util.List;

/** The condition of a temporal correlation as an expression: {@code a and (b or not c)}. */
final class ReadExpression {

  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 50;
  private static final String PLACE = "condition";

  private final Words words;
  private final List<String> rules;
  private int depth;

  private ReadExpression(Words words, List<String> rules) {
    this.words = words;
    this.rules = rules;
  }

  static RuleExpression of(String text, List<String> rules) throws Bad {
    ReadExpression reader = new ReadExpression(Words.of(PLACE, text, LONGEST), rules);
    RuleExpression expression = reader.or();
    if (reader.words.peek() != null) {
      throw new Bad(PLACE, "\"" + reader.words.peek() + "\" is too much; put and or or before it");
    }
    return expression;
  }

  private RuleExpression or() throws Bad {
    if (++depth > DEEPEST) {
      throw new Bad(PLACE, "nested deeper than " + DEEPEST + " levels; simplify it");
    }
    RuleExpression left = and();
    while (words.take("or")) {
      left = new RuleExpression.Or(left, and());
    }
    depth--;
    return left;
  }

  private RuleExpression and() throws Bad {
    RuleExpression left = not();
    while (words.take("and")) {
      left = new RuleExpression.And(left, not());
    }
    return left;
  }

  private RuleExpression not() throws Bad {
    boolean negated = false;
    while (words.take("not")) {
      negated = !negated;
    }
    RuleExpression part = primary();
    return negated ? new RuleExpression.Not(part) : part;
  }

  private RuleExpression primary() throws Bad {
    if (words.take("(")) {
      RuleExpression inner = or();
      if (!words.take(")")) {
        throw new Bad(PLACE, "a bracket is not closed; write ) behind it");
      }
      return inner;
    }
    String word = words.next("a rule");
    int index = rules.indexOf(word);
    if (index < 0) {
      throw new Bad(PLACE, "\"" + word + "\" is none of the correlation's rules");
    }
    return new RuleExpression.Rule(index);
  }
}
