package io.patchwatch.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code name=value} arguments. */
final class Options {

  private final Map<String, String> given = new HashMap<>();

  private Options() {}

  /**
   * Reads arguments.
   *
   * @throws IllegalArgumentException if one is not {@code name=value}
   */
  static Options of(String... args) {
    Options options = new Options();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("'" + arg + "' is not name=value");
      }
      options.given.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    return options;
  }

  int number(String name, int absent) {
    String text = given.remove(name);
    return text == null ? absent : Integer.parseInt(text);
  }

  /** Numbers with commas between. */
  List<Integer> numbers(String name, List<Integer> absent) {
    String text = given.remove(name);
    return text == null
        ? absent
        : Pattern.compile(",").splitAsStream(text).map(Integer::valueOf).toList();
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(given.remove(name));
  }

  boolean flag(String name, boolean absent) {
    String text = given.remove(name);
    return text == null ? absent : Boolean.parseBoolean(text);
  }

  /** Refuses what nobody asked for. */
  void done() {
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("unknown: " + String.join(", ", given.keySet()));
    }
  }
}
