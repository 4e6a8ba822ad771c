package io.patchwatch.streams.sigma.read;

/**
 * The longest text that every match of a regular expression contains. Errs on the side of finding
 * none: whatever is not plainly a required character ends a run.
 */
final class Literal {

  private static final String LONG_ESCAPES = "xpPQcuNk01234567";

  private Literal() {}

  static String of(String regex) {
    if (regex.indexOf('|') >= 0 || regex.indexOf('(') >= 0 || !isUnderstood(regex)) {
      return "";
    }
    StringBuilder run = new StringBuilder();
    String longest = "";
    int i = 0;
    while (i < regex.length()) {
      char c = regex.charAt(i);
      int length = c == '\\' ? 2 : 1;
      int text = c == '\\' ? escaped(regex, i) : plain(c);
      boolean optional = isOptional(regex, i + length);
      if (text >= 0 && !optional) {
        run.append((char) text);
      }
      if (text < 0 || optional || isRepeated(regex, i + length)) {
        longest = longer(longest, run);
        run.setLength(0);
      }
      i = c == '[' ? afterClass(regex, i) : afterBraces(regex, i + length);
    }
    return longer(longest, run);
  }

  /** No escape of more than two characters, and no class within a class. */
  private static boolean isUnderstood(String regex) {
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
        if (i < regex.length() && LONG_ESCAPES.indexOf(regex.charAt(i)) >= 0) {
          return false;
        }
      } else if (c == '[') {
        if (inClass) {
          return false;
        }
        inClass = true;
      } else if (c == ']' && i > 0 && regex.charAt(i - 1) != '[') {
        inClass = false;
      }
    }
    return true;
  }

  private static String longer(String longest, StringBuilder run) {
    return run.length() > longest.length() ? run.toString() : longest;
  }

  private static int plain(char c) {
    return ".[]{}*+?^$".indexOf(c) >= 0 ? -1 : c;
  }

  private static int escaped(String regex, int at) {
    char next = at + 1 < regex.length() ? regex.charAt(at + 1) : 0;
    return Character.isLetterOrDigit(next) || next == 0 ? -1 : next;
  }

  private static boolean isOptional(String regex, int at) {
    char c = at < regex.length() ? regex.charAt(at) : 0;
    return c == '*' || c == '?' || c == '{';
  }

  private static boolean isRepeated(String regex, int at) {
    return at < regex.length() && regex.charAt(at) == '+';
  }

  private static int afterClass(String regex, int at) {
    int i = at + 1;
    if (i < regex.length() && regex.charAt(i) == '^') {
      i++;
    }
    if (i < regex.length() && regex.charAt(i) == ']') {
      i++;
    }
    while (i < regex.length() && regex.charAt(i) != ']') {
      i += regex.charAt(i) == '\\' ? 2 : 1;
    }
    return afterBraces(regex, i + 1);
  }

  /** What a quantifier in braces holds is no text. */
  private static int afterBraces(String regex, int at) {
    if (at < regex.length() && regex.charAt(at) == '{') {
      int end = regex.indexOf('}', at);
      return end < 0 ? regex.length() : end + 1;
    }
    return at;
  }
}
