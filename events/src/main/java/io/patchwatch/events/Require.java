package io.patchwatch.events;

import org.jspecify.annotations.Nullable;

/**
 * Checks in record constructors; the messages name the field so that a dead letter explains itself.
 */
final class Require {

  private Require() {}

  static String text(@Nullable String value, String field) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " is missing or empty");
    }
    return value;
  }

  static String text(@Nullable String value, String field, int maxLength) {
    String text = text(value, field);
    if (text.length() > maxLength) {
      throw new IllegalArgumentException(
          field + " has " + text.length() + " characters; at most " + maxLength + " are allowed");
    }
    return text;
  }

  static <T> T present(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value;
  }

  static long atLeast(long minimum, long value, String field) {
    if (value < minimum) {
      throw new IllegalArgumentException(field + " is " + value + "; at least " + minimum);
    }
    return value;
  }

  static void notMore(int most, int size, String field) {
    if (size > most) {
      throw new IllegalArgumentException(
          field + " has " + size + " entries; at most " + most + " are allowed");
    }
  }
}
