package io.patchwatch.streams.sigma;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/** Values for the modifier {@code expand}, from the configuration. */
public final class Placeholders {

  private static final String KEY = "detection.rules.placeholders";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
  private static final int MOST = 200;
  private static final int MOST_VALUES = 1000;
  private static final int LONGEST_VALUE = 1000;

  private Placeholders() {}

  /**
   * A copy, of at most 200 names with 1 to 1,000 values of 1 to 1,000 characters each.
   *
   * @throws IllegalArgumentException if it is another; the message names the place and the remedy
   */
  public static Map<String, List<String>> checked(Map<String, List<String>> placeholders) {
    if (placeholders.size() > MOST) {
      throw new IllegalArgumentException(KEY + " has more than " + MOST + " names; use fewer");
    }
    Map<String, List<String>> checked = new HashMap<>();
    placeholders.forEach(
        (name, values) -> {
          if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                KEY + ": \"" + name + "\" is no name; use letters, digits and . _ - without %");
          }
          checked.put(name, values(KEY + "." + name, values));
        });
    return Map.copyOf(checked);
  }

  private static List<String> values(String place, @Nullable List<String> values) {
    if (values == null || values.isEmpty() || values.size() > MOST_VALUES) {
      throw new IllegalArgumentException(place + " must have 1 to " + MOST_VALUES + " values");
    }
    for (String value : values) {
      if (value.isBlank() || value.length() > LONGEST_VALUE) {
        throw new IllegalArgumentException(
            place + " has an empty value, or one longer than " + LONGEST_VALUE + " characters");
      }
    }
    return List.copyOf(values);
  }
}
