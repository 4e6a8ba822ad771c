package io.patchwatch.streams.verdict;

import io.patchwatch.streams.version.Version;
import org.jspecify.annotations.Nullable;

/** One affected range of a record, read once. */
sealed interface Stretch {

  /** How much of a span lies in a stretch. */
  enum Cover {
    ALL,
    SOME,
    NONE
  }

  /**
   * From {@code low} (inclusive; null: from the beginning) to {@code high} (null: open end).
   *
   * @param inclusive whether {@code high} itself belongs to it
   */
  record Bounded(@Nullable Version low, @Nullable Version high, boolean inclusive)
      implements Stretch {}

  /**
   * A range that cannot be compared.
   *
   * @param until versions above this are clear of it in every reading; null: none is
   */
  record Unclear(String why, @Nullable Version until) implements Stretch {

    boolean concerns(Span span) {
      return until == null || span.low().compareTo(until) <= 0;
    }
  }
}
