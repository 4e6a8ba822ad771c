package io.patchwatch.events.parsing;

import io.patchwatch.events.parsing.Redactor.Secret;
import java.util.Optional;

/** Finds the value that belongs to a word such as {@code password}. */
final class KeyedSecret {

  private static final int FAR = 100;
  private static final String SET_TO = " set to ";

  private KeyedSecret() {}

  /** What a value without quotes ends with. */
  private enum End {
    SIGN,
    LINE,
    ELEMENT
  }

  /** The value after a key whose tell-tale part ends before {@code tellTaleEnd}. */
  static Optional<Secret> after(String text, int tellTaleEnd) {
    int keyEnd = wordEnd(text, tellTaleEnd);
    int value = valueStart(text, keyEnd);
    if (value >= 0) {
      End end = value == keyEnd + 1 && at(text, keyEnd, '>') ? End.ELEMENT : End.SIGN;
      return value(text, value, quotedKey(text, keyEnd), end);
    }
    int later = Math.max(setTo(text, keyEnd), quotedAfterWord(text, keyEnd));
    return later >= 0 ? value(text, later, false, End.SIGN) : Optional.empty();
  }

  /** The value of an HTTP header: all of the line. */
  static Optional<Secret> header(String text, int tellTaleEnd) {
    int keyEnd = wordEnd(text, tellTaleEnd);
    int value = valueStart(text, keyEnd);
    return value < 0 ? Optional.empty() : value(text, value, quotedKey(text, keyEnd), End.LINE);
  }

  private static int wordEnd(String text, int from) {
    int i = from;
    while (i < text.length() && i < from + FAR && isWord(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private static boolean quotedKey(String text, int keyEnd) {
    return keyEnd < text.length() && text.charAt(keyEnd) == '"';
  }

  /** Where the value starts after {@code =}, {@code :}, {@code =>}, {@code >>,<<} or {@code >}. */
  private static int valueStart(String text, int keyEnd) {
    int i = skip(text, keyEnd, "\\\"'");
    if (text.startsWith(">>", i)) {
      int comma = skip(text, i + 2, " ");
      return at(text, comma, ',') ? skip(text, comma + 1, " <") : -1;
    }
    if (at(text, i, '>') && i == keyEnd) {
      return i + 1;
    }
    i = skip(text, i, " ");
    if (!at(text, i, '=') && !at(text, i, ':')) {
      return -1;
    }
    return skip(text, at(text, i + 1, '>') ? i + 2 : i + 1, " ");
  }

  private static int setTo(String text, int keyEnd) {
    int found = text.indexOf(SET_TO, keyEnd, Math.min(text.length(), keyEnd + FAR));
    boolean sameLine = found >= 0 && text.indexOf('\n', keyEnd, found) < 0;
    return sameLine ? found + SET_TO.length() : -1;
  }

  /** {@code invalid auth secret basic 'x'}: one word, then the value in quotes. */
  private static int quotedAfterWord(String text, int keyEnd) {
    boolean secret = text.regionMatches(true, keyEnd - "secret".length(), "secret", 0, 6);
    int quote = at(text, keyEnd, ' ') ? wordEnd(text, keyEnd + 1) + 1 : -1;
    return secret && quote > 0 && at(text, quote - 1, ' ') && at(text, quote, '\'') ? quote : -1;
  }

  private static boolean at(String text, int i, char c) {
    return i < text.length() && text.charAt(i) == c;
  }

  /** Skips a few of these characters. */
  private static int skip(String text, int from, String these) {
    int i = from;
    while (i < text.length() && i < from + 3 && these.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private static Optional<Secret> value(String text, int start, boolean quotedKey, End end) {
    int from = at(text, start, '\\') ? start + 1 : start;
    boolean quoted = at(text, from, '"') || at(text, from, '\'');
    int to = quoted ? closing(text, from) : valueEnd(text, from, end);
    int first = quoted ? from + 1 : from;
    if (first >= to || Redactor.harmless(text.substring(first, to))) {
      return Optional.empty();
    }
    String mask = quotedKey && !quoted ? '"' + Redactor.MASK + '"' : Redactor.MASK;
    return Optional.of(new Secret(first, to, mask));
  }

  /** Index of the quote that closes the one at {@code open}, or of the backslash before it. */
  private static int closing(String text, int open) {
    boolean escaped = open > 0 && text.charAt(open - 1) == '\\';
    int i = open + 1;
    while (i < text.length() && text.charAt(i) != text.charAt(open)) {
      i += text.charAt(i) == '\\' && !escaped ? 2 : 1;
    }
    int end = Math.min(i, text.length());
    return escaped && end > 0 && text.charAt(end - 1) == '\\' ? end - 1 : end;
  }

  private static int valueEnd(String text, int from, End end) {
    int i = from;
    while (i < text.length() && !ends(text.charAt(i), end)) {
      i++;
    }
    return i;
  }

  private static boolean ends(char c, End end) {
    return switch (end) {
      case SIGN -> Redactor.endsValue(c);
      case LINE -> c == '\n' || c == '"' || c == '\\';
      case ELEMENT -> c == '<';
    };
  }
}
