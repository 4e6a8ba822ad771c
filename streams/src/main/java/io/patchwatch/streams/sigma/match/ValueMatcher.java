package io.patchwatch.streams.sigma.match;

import io.patchwatch.streams.correlate.Bound;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/** What is asked of a field's value. */
public sealed interface ValueMatcher {

  /**
   * Text with wildcards.
   *
   * @param pattern folded unless {@code cased}
   */
  record Text(Glob pattern, boolean cased) implements ValueMatcher {
    @Override
    public String toString() {
      return (cased ? "is exactly " : "is ") + '"' + pattern + '"';
    }
  }

  /**
   * An expression that is found somewhere in the value.
   *
   * @param source as written, which makes it equal to another
   * @param literal folded text that each match contains; empty: none is known
   */
  record Regex(String source, Pattern pattern, String literal) implements ValueMatcher {

    boolean finds(String text, @Nullable String folded) {
      boolean possible = literal.isEmpty() || (folded != null && folded.contains(literal));
      return possible && pattern.matcher(text).find();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Regex it && it.source.equals(source);
    }

    @Override
    public int hashCode() {
      return source.hashCode();
    }

    @Override
    public String toString() {
      return "matches /" + source + "/";
    }
  }

  /** An address of a network. */
  record Network(Cidr network) implements ValueMatcher {
    @Override
    public String toString() {
      return "is in " + network;
    }
  }

  /** A number in relation to another. */
  record Compare(Bound bound) implements ValueMatcher {
    boolean holds(double number) {
      return bound.holds(number);
    }

    @Override
    public String toString() {
      return bound.operator().name().toLowerCase(Locale.ROOT) + " " + bound.number();
    }
  }

  /** There is such a field, or none. */
  record Present(boolean present) implements ValueMatcher {
    @Override
    public String toString() {
      return present ? "exists" : "does not exist";
    }
  }

  /** The value {@code null}: there is no such field. */
  record Nothing() implements ValueMatcher {
    @Override
    public String toString() {
      return "is null";
    }
  }

  /** The value {@code ''}. Parsers drop empty values, so a missing field is empty, too. */
  record Empty() implements ValueMatcher {
    @Override
    public String toString() {
      return "is empty";
    }
  }

  /**
   * The value of another field of the same event.
   *
   * @param other its number
   * @param where at which place this field has the other's value
   */
  record OtherField(int other, String otherName, Place where, boolean cased)
      implements ValueMatcher {

    /** Where the other's value stands. */
    public enum Place {
      WHOLE,
      START,
      END,
      ANYWHERE
    }

    boolean holds(@Nullable String own, @Nullable String others) {
      if (own == null || others == null) {
        return false;
      }
      String a = cased ? own : Folding.fold(own);
      String b = cased ? others : Folding.fold(others);
      return switch (where) {
        case WHOLE -> a.equals(b);
        case START -> a.startsWith(b);
        case END -> a.endsWith(b);
        case ANYWHERE -> a.contains(b);
      };
    }

    @Override
    public String toString() {
      return where.name().toLowerCase(Locale.ROOT) + " as field " + otherName;
    }
  }

  /** A part of a time in UTC, in relation to a number. */
  record TimePart(Unit unit, Bound bound) implements ValueMatcher {

    /** What part; a week is that of ISO 8601, of which a year has up to 53. */
    public enum Unit {
      MINUTE(0, 59),
      HOUR(0, 23),
      DAY(1, 31),
      WEEK(1, 53),
      MONTH(1, 12),
      YEAR(0, 9999);

      private final int least;
      private final int most;

      Unit(int least, int most) {
        this.least = least;
        this.most = most;
      }

      /** As a modifier. */
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }

      /** Whether some time has that number as this part. */
      public boolean has(double number) {
        return number >= least && number <= most && number == Math.rint(number);
      }

      /** For people. */
      public String range() {
        return least + " to " + most;
      }
    }

    boolean holds(@Nullable String time) {
      if (time == null || time.length() > 40) {
        return false;
      }
      try {
        return bound.holds(part(Instant.parse(time).atZone(ZoneOffset.UTC)));
      } catch (DateTimeException e) {
        return false; // no time has no hour
      }
    }

    private int part(ZonedDateTime time) {
      return switch (unit) {
        case MINUTE -> time.getMinute();
        case HOUR -> time.getHour();
        case DAY -> time.getDayOfMonth();
        case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        case MONTH -> time.get(ChronoField.MONTH_OF_YEAR);
        case YEAR -> time.getYear();
      };
    }

    @Override
    public String toString() {
      return unit.word() + " " + new Compare(bound);
    }
  }
}
