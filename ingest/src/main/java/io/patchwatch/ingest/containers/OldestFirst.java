package io.patchwatch.ingest.containers;

import java.util.Comparator;

/**
 * Orders versions of one image by their leading numbers; of the same numbers the one with a suffix
 * (a release candidate) is older. Only to choose which of the pods of one rollout decides.
 */
final class OldestFirst implements Comparator<String> {

  @Override
  public int compare(String a, String b) {
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = Long.compare(number(left, i), number(right, i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(b.length(), a.length());
  }

  private static long number(String[] parts, int index) {
    long number = 0;
    String part = index < parts.length ? parts[index] : "";
    for (int i = 0; i < Math.min(part.length(), 15) && Character.isDigit(part.charAt(i)); i++) {
      number = number * 10 + Character.digit(part.charAt(i), 10);
    }
    return number;
  }
}
