package io.patchwatch.streams.sigma.match;

import org.jspecify.annotations.Nullable;

/**
 * One question about one field. Equal questions of different rules are the same object.
 *
 * @param number of the question in its set of rules
 * @param field number of the field
 * @param name of the field
 * @param matcher what is asked
 */
public record FieldTest(int number, int field, String name, ValueMatcher matcher) {

  boolean holds(Event event) {
    return event.answer(number, this);
  }

  boolean ask(Event event) {
    return switch (matcher) {
      case ValueMatcher.Text it -> text(event, it);
      case ValueMatcher.Regex it -> {
        String text = event.text(field);
        yield text != null && it.finds(text, event.folded(field));
      }
      case ValueMatcher.Network it -> {
        String text = event.text(field);
        yield text != null && it.network().contains(text);
      }
      case ValueMatcher.Compare it -> {
        Double number = number(event.value(field));
        yield number != null && it.holds(number);
      }
      case ValueMatcher.Present it -> (event.value(field) != null) == it.present();
      case ValueMatcher.Nothing it -> event.value(field) == null;
      case ValueMatcher.Empty it -> {
        String text = event.text(field);
        yield text == null || text.isEmpty();
      }
      case ValueMatcher.OtherField it -> it.holds(event.text(field), event.text(it.other()));
      case ValueMatcher.TimePart it -> it.holds(event.text(field));
    };
  }

  private boolean text(Event event, ValueMatcher.Text it) {
    String text = it.cased() ? event.text(field) : event.folded(field);
    return text != null && it.pattern().matches(text);
  }

  private static @Nullable Double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value == null || value.toString().length() > 32) {
      return null;
    }
    try {
      return Double.valueOf(value.toString().trim());
    } catch (NumberFormatException e) {
      return null; // not a number is neither less nor more
    }
  }

  /** For people, for example {@code user.name contains "adm"}. */
  @Override
  public String toString() {
    return name + " " + matcher;
  }
}
