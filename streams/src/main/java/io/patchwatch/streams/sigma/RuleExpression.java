package io.patchwatch.streams.sigma;

import java.util.BitSet;

/**
 * Which rules must have matched, as a boolean expression over their indexes in {@link
 * Correlation#rules}.
 */
public sealed interface RuleExpression {

  /** Whether it holds when these rules matched. */
  boolean test(BitSet matched);

  /** Whether one match more may make it untrue. */
  boolean negates();

  /** One rule. */
  record Rule(int index) implements RuleExpression {
    @Override
    public boolean test(BitSet matched) {
      return matched.get(index);
    }

    @Override
    public boolean negates() {
      return false;
    }
  }

  /** Both. */
  record And(RuleExpression left, RuleExpression right) implements RuleExpression {
    @Override
    public boolean test(BitSet matched) {
      return left.test(matched) && right.test(matched);
    }

    @Override
    public boolean negates() {
      return left.negates() || right.negates();
    }
  }

  /** One of both. */
  record Or(RuleExpression left, RuleExpression right) implements RuleExpression {
    @Override
    public boolean test(BitSet matched) {
      return left.test(matched) || right.test(matched);
    }

    @Override
    public boolean negates() {
      return left.negates() || right.negates();
    }
  }

  /** Not that. */
  record Not(RuleExpression inner) implements RuleExpression {
    @Override
    public boolean test(BitSet matched) {
      return !inner.test(matched);
    }

    @Override
    public boolean negates() {
      return true;
    }
  }
}
