package io.patchwatch.streams.version;

import java.math.BigInteger;

/** One walk of rpmvercmp through two texts. */
final class RpmSegments {

  private final String left;
  private final String right;
  private int l;
  private int r;

  RpmSegments(String left, String right) {
    this.left = left;
    this.right = right;
  }

  int compare() {
    while (true) {
      l = skip(left, l);
      r = skip(right, r);
      if (at(left, l, '~') || at(right, r, '~')) {
        if (!at(left, l, '~') || !at(right, r, '~')) {
          return at(left, l, '~') ? -1 : 1;
        }
        next();
      } else if (at(left, l, '^') || at(right, r, '^')) {
        if (!at(left, l, '^') || !at(right, r, '^')) {
          return caret();
        }
        next();
      } else if (l == left.length() || r == right.length()) {
        return Integer.compare(left.length() - l, right.length() - r);
      } else {
        int order = segment();
        if (order != 0) {
          return order;
        }
      }
    }
  }

  /** A caret beats the end and loses to anything else. */
  private int caret() {
    if (at(left, l, '^')) {
      return r == right.length() ? 1 : -1;
    }
    return l == left.length() ? -1 : 1;
  }

  private void next() {
    l++;
    r++;
  }

  private int segment() {
    boolean digits = Numbers.digit(left.charAt(l));
    int leftEnd = end(left, l, digits);
    int rightEnd = end(right, r, digits);
    if (rightEnd == r) {
      // A number is newer than letters.
      return digits ? 1 : -1;
    }
    String a = left.substring(l, leftEnd);
    String b = right.substring(r, rightEnd);
    l = leftEnd;
    r = rightEnd;
    return digits ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }

  private static int end(String text, int from, boolean digits) {
    int at = from;
    while (at < text.length()
        && (digits ? Numbers.digit(text.charAt(at)) : letter(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length()
        && !Numbers.digit(text.charAt(at))
        && !letter(text.charAt(at))
        && "~^".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean at(String text, int index, char c) {
    return index < text.length() && text.charAt(index) == c;
  }
}
