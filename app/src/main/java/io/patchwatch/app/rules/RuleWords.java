package io.patchwatch.app.rules;

import io.patchwatch.app.Ink;
import io.patchwatch.streams.correlate.Bound;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** What rules ask, in words for a terminal. */
final class RuleWords {

  private static final int WIDTH = 13;

  private RuleWords() {}

  /** The level, padded and in its colour. */
  static String level(Level level, Ink ink) {
    String word = String.format("%-" + WIDTH + "s", level.name().toLowerCase(Locale.ROOT));
    return switch (level) {
      case CRITICAL, HIGH -> ink.red(word);
      case MEDIUM -> ink.yellow(word);
      case LOW -> ink.blue(word);
      case INFORMATIONAL -> ink.dim(word);
    };
  }

  /** For example {@code event_count >= 5 in 10m by service.name, source.ip}. */
  static String asks(Correlation it) {
    String bounds = it.bounds().stream().map(RuleWords::bound).collect(Collectors.joining(" and "));
    String fields = it.fields().isEmpty() ? "" : " of " + String.join(", ", it.fields());
    String by = it.groupBy().isEmpty() ? "" : " by " + String.join(", ", it.groupBy());
    return it.type().word()
        + fields
        + (bounds.isEmpty() ? "" : " " + bounds)
        + " in "
        + span(it.timespan())
        + by;
  }

  private static String bound(Bound bound) {
    String sign =
        switch (bound.operator()) {
          case GT -> ">";
          case GTE -> ">=";
          case LT -> "<";
          case LTE -> "<=";
          case EQ -> "=";
          case NEQ -> "!=";
        };
    double number = bound.number();
    return sign
        + " "
        + (number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number));
  }

  static String span(Duration span) {
    if (span.toDaysPart() > 0 && span.toHours() % 24 == 0 && span.toMinutes() % 60 == 0) {
      return span.toDays() + "d";
    }
    if (span.toMinutes() % 60 == 0 && span.toSecondsPart() == 0 && span.toHours() > 0) {
      return span.toHours() + "h";
    }
    return span.toSecondsPart() == 0 && span.toMinutes() > 0
        ? span.toMinutes() + "m"
        : span.toSeconds() + "s";
  }
}
