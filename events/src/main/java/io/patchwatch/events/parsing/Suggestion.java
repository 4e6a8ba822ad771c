package io.patchwatch.events.parsing;

import java.util.Collection;
import java.util.Comparator;

/** "Did you mean" for misspelled names. */
final class Suggestion {

  private static final int FAR = 3;

  private Suggestion() {}

  /** {@code ", did you mean X?"} or nothing when no name is near. */
  static String among(String wrong, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(wrong, name) <= FAR)
        .min(Comparator.comparingInt(name -> distance(wrong, name)))
        .map(name -> ", did you mean \"" + name + "\"?")
        .orElse("");
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
