package io.patchwatch.events.parsing;

/** Decimal digits of ASCII; asked of several values of each line, so without a stream. */
final class Digits {

  private Digits() {}

  /** Whether there is nothing else in the text; an empty one has nothing else. */
  static boolean only(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
