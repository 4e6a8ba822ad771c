package io.patchwatch.streams.sigma.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which modifiers of the specification's appendix may stand together on one field. */
final class Modifiers {

  private static final List<String> PLACES = List.of("contains", "startswith", "endswith");
  private static final List<String> ENCODINGS =
      List.of("wide", "utf16", "utf16le", "utf16be", "base64", "base64offset");
  private static final List<String> COMPARISONS = List.of("lt", "lte", "gt", "gte");
  private static final List<String> TIMES =
      List.of("minute", "hour", "day", "week", "month", "year");
  static final List<String> FLAGS = List.of("i", "m", "s");

  /** Modifier to those that may stand beside it. */
  static final Map<String, Set<String>> WITH = table();

  private Modifiers() {}

  private static Map<String, Set<String>> table() {
    Map<String, Set<String>> with = new HashMap<>();
    texts(with);
    beside(with, List.of("re"), FLAGS);
    beside(with, FLAGS, FLAGS);
    beside(with, COMPARISONS, TIMES);
    beside(with, List.of("fieldref"), PLACES);
    beside(with, List.of("fieldref"), List.of("cased"));
    with.computeIfAbsent("cidr", k -> new HashSet<>());
    with.computeIfAbsent("exists", k -> new HashSet<>());
    for (String modifier : List.copyOf(with.keySet())) {
      if (!modifier.equals("exists")) {
        beside(with, List.of("all", "neq"), List.of(modifier));
      }
    }
    beside(with, List.of("all"), List.of("neq"));
    return with;
  }

  private static void texts(Map<String, Set<String>> with) {
    List<String> changes = List.of("cased", "windash", "expand");
    beside(with, PLACES, changes);
    beside(with, PLACES, ENCODINGS);
    beside(with, changes, changes);
    beside(with, List.of("base64", "base64offset"), List.of("wide", "utf16", "utf16le", "utf16be"));
    beside(with, List.of("expand"), List.of("cidr"));
    beside(with, List.of("windash"), ENCODINGS);
  }

  private static void beside(
      Map<String, Set<String>> with, List<String> these, List<String> those) {
    for (String a : these) {
      for (String b : those) {
        if (!a.equals(b)) {
          with.computeIfAbsent(a, k -> new HashSet<>()).add(b);
          with.computeIfAbsent(b, k -> new HashSet<>()).add(a);
        }
      }
    }
  }
}
