package io.patchwatch.events.parsing;

/**
 * Makes text from a stranger safe to read, match and show: terminal colours are taken out, control
 * characters, text-direction overrides and broken surrogates become U+FFFD. Tabs and line feeds
 * stay; CR LF becomes LF.
 */
public final class CleanText {

  private static final char ESCAPE = '\u001b';
  private static final char BELL = '\u0007';
  private static final char REPLACEMENT = '\ufffd';

  private CleanText() {}

  /** The clean text; the same object when nothing had to be changed. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '\ud800' && validPair(text, i)) {
        i++;
      } else if (c < ' ' ? c != '\n' && c != '\t' : c >= '\u007f' && suspicious(c)) {
        return cleanFrom(text, i);
      }
    }
    return text;
  }

  /** The clean text on one line: line feeds and tabs become blanks. */
  static String oneLine(String text) {
    return of(text).replace('\n', ' ').replace('\t', ' ').strip();
  }

  private static String cleanFrom(String text, int first) {
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, first);
    int i = first;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ESCAPE) {
        i = afterEscape(text, i + 1);
      } else if (validPair(text, i)) {
        out.append(c).append(text.charAt(i + 1));
        i += 2;
      } else {
        append(out, text, i);
        i++;
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String text, int i) {
    char c = text.charAt(i);
    if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
      return;
    }
    boolean plain = c == '\n' || c == '\t' || (c >= ' ' && !suspicious(c));
    out.append(plain ? c : REPLACEMENT);
  }

  private static boolean suspicious(char c) {
    return (c >= '\u007f' && c <= '\u009f')
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\ufeff'
        || Character.isSurrogate(c);
  }

  private static boolean validPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }

  /** ECMA-48: {@code ESC [ … final}, {@code ESC ] … BEL}, or ESC and one character. */
  private static int afterEscape(String text, int i) {
    if (i >= text.length()) {
      return i;
    }
    return switch (text.charAt(i)) {
      case '[' -> afterControlSequence(text, i + 1);
      case ']' -> afterOperatingSystemCommand(text, i + 1);
      case '\n' -> i;
      default -> i + (Character.isSurrogate(text.charAt(i)) ? 0 : 1);
    };
  }

  private static int afterControlSequence(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= ' ' && text.charAt(i) <= '?') {
      i++;
    }
    boolean ended = i < text.length() && text.charAt(i) >= '@' && text.charAt(i) <= '~';
    return ended ? i + 1 : i;
  }

  private static int afterOperatingSystemCommand(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= ' ') {
      i++;
    }
    return i < text.length() && text.charAt(i) == BELL ? i + 1 : i;
  }
}
