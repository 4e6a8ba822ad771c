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
      implements Stretch {

    Cover cover(Span span) {
      if (startsAfter(span.high()) || endsBefore(span.low())) {
        return Cover.NONE;
      }
      return startsAfter(span.low()) || endsBefore(span.high()) ? Cover.SOME : Cover.ALL;
    }

    boolean startsAfter(Version version) {
      return low != null && low.compareTo(version) > 0;
    }

    boolean endsBefore(Version version) {
      if (high == null) {
        return false;
      }
      int order = high.compareTo(version);
      return inclusive ? order < 0 : order <= 0;
    }

    /** Whether this stretch says that {@code version} comes at or after its fix. */
    boolean fixedBy(Version version) {
      return !inclusive && endsBefore(version);
    }
  }

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
