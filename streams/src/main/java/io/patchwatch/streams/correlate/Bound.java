package io.patchwatch.streams.correlate;

/** A comparison of what was measured with a number, as in the condition of a Sigma correlation. */
public record Bound(Operator operator, double number) {

  /** How the number bounds. */
  public enum Operator {
    GT,
    GTE,
    LT,
    LTE,
    EQ,
    NEQ
  }

  /** Whether the measured number is within the bound. */
  public boolean holds(double measured) {
    return switch (operator) {
      case GT -> measured > number;
      case GTE -> measured >= number;
      case LT -> measured < number;
      case LTE -> measured <= number;
      case EQ -> measured == number;
      case NEQ -> measured != number;
    };
  }

  /** Whether more events can never break it, so that it may be told as soon as it is met. */
  boolean fromBelow() {
    return operator == Operator.GT || operator == Operator.GTE;
  }
}
