package io.patchwatch.streams.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Dotted decimal numbers of any length. */
final class Numbers {

  private Numbers() {}

  /**
   * End of the dotted numbers that start at {@code from}; {@code from} itself if there are none.
   */
  static int end(String text, int from) {
    int end = from;
    int at = from;
    while (at < text.length() && digit(text.charAt(at))) {
      while (at < text.length() && digit(text.charAt(at))) {
        at++;
      }
      end = at;
      if (at == text.length() || text.charAt(at) != '.') {
        break;
      }
      at++;
    }
    return end;
  }

  /** The numbers of a text such as {@code 10.11.14}. */
  static List<BigInteger> of(String dotted) {
    List<BigInteger> numbers = new ArrayList<>(4);
    int from = 0;
    while (from < dotted.length()) {
      int dot = dotted.indexOf('.', from);
      int end = dot < 0 ? dotted.length() : dot;
      numbers.add(new BigInteger(dotted.substring(from, end)));
      from = end + 1;
    }
    return List.copyOf(numbers);
  }

  /** The numbers at the start of any text, after an optional {@code v}. */
  static List<BigInteger> leading(String text) {
    int from = start(text);
    return of(text.substring(from, end(text, from)));
  }

  /** Where the numbers start: after one leading {@code v}. */
  static int start(String text) {
    return !text.isEmpty() && (text.charAt(0) == 'v' || text.charAt(0) == 'V') ? 1 : 0;
  }

  /** Compares number by number; a missing number counts as zero. */
  static int compare(List<BigInteger> left, List<BigInteger> right) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int order = at(left, i).compareTo(at(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static BigInteger at(List<BigInteger> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
  }
}
