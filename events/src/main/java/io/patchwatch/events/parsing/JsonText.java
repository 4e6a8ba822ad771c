package io.patchwatch.events.parsing;

/** What can be said of a text that may be a record of JSON without reading it. */
final class JsonText {

  private static final String BEGIN = "{\"";

  /** A shipper may have put something before the record. */
  private static final int LONGEST_PREFIX = 200;

  private JsonText() {}

  /** Whether it looks like a record of JSON, perhaps with something before it. */
  static boolean begins(String text) {
    return begin(text) >= 0;
  }

  private static int begin(String text) {
    return text.indexOf(BEGIN, 0, Math.min(text.length(), LONGEST_PREFIX));
  }

  /**
   * Whether the quote there closes a string of JSON; what would open one inside of a string has a
   * backslash before it.
   */
  static boolean endsString(String text, int quote) {
    if (quote >= text.length() || text.charAt(quote) != '"') {
      return false;
    }
    int begin = begin(text);
    int next = quote + 1;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    boolean goesOn = next == text.length() || ",:}]".indexOf(text.charAt(next)) >= 0;
    return begin >= 0 && begin < quote && goesOn;
  }

  /** Where the string ends that is open at {@code from}; {@code limit} if it does not before. */
  static int stringEnd(String text, int from, int limit) {
    boolean escaped = false;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '"' && !escaped) {
        return i;
      }
      escaped = c == '\\' && !escaped;
    }
    return limit;
  }
}
