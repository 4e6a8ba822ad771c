package io.patchwatch.events.catalogue;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/** Checks of the catalogue's records; each message names the key and the remedy. */
final class Check {

  private static final int MAX_TEXT = 2_000;

  private Check() {}

  static String text(@Nullable String value, String key) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + " is missing or empty");
    }
    if (value.length() > MAX_TEXT) {
      throw new IllegalArgumentException(key + " is longer than " + MAX_TEXT + " characters");
    }
    return value;
  }

  static <T> T present(@Nullable T value, String key) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  static <T> List<T> list(@Nullable List<T> value) {
    return value == null ? List.of() : List.copyOf(value);
  }

  /** An unmodifiable copy in the order of the file. */
  static <V> Map<String, V> map(@Nullable Map<String, V> value) {
    return value == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(value));
  }

  static List<String> each(@Nullable List<String> values, Pattern shape, String key, String form) {
    List<String> list = list(values);
    for (String value : list) {
      if (!shape.matcher(value).matches()) {
        throw new IllegalArgumentException(key + ": '" + value + "' is not of the form " + form);
      }
    }
    return list;
  }

  static void unique(List<String> names, String key) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(key + ": '" + name + "' is there twice; rename one");
      }
    }
  }
}
