package io.patchwatch.events.parsing;

import io.patchwatch.events.parsing.Redactor.Secret;
import java.util.Optional;

/**
 * Where a secret value ends. In a record of JSON it ends with its string at the latest, for what
 * stands in one field must not hide the fields behind it.
 */
final class SecretValue {

  /** What is longer is a value even with a colon at its end, so that nothing is read often. */
  private static final int LONGEST_WORD = 64;

  private SecretValue() {}

  /** What a value without quotes ends with. */
  enum End {
    SIGN,
    LINE,
    ELEMENT
  }

  /** How the word before the value is written. */
  enum Writing {
    /** {@code password=x}. */
    WORD,
    /** A key of JSON: {@code "password":"x"}. */
    QUOTED,
    /** A key of JSON in a string of JSON: {@code {\\"password\\":\\"x\\"}}. */
    QUOTED_IN_QUOTES
  }

  /** The value that begins there, or nothing if there is none to hide. */
  static Optional<Secret> of(String text, int start, Writing key, End end) {
    boolean escaped = at(text, start, '\\') && quote(text, start + 1);
    int from = escaped ? start + 1 : start;
    boolean quoted = quote(text, from);
    boolean over = quoted && key != Writing.QUOTED && closes(text, from, escaped);
    int first = quoted ? from + 1 : from;
    int to = quoted ? closing(text, from, escaped) : plainEnd(text, from, key, end);
    if (over || first >= to || Redactor.harmless(text.substring(first, to))) {
      return Optional.empty();
    }
    if (end == End.SIGN && to - first <= LONGEST_WORD && isKey(text, to, quoted)) {
      return Optional.empty(); // "wrong password: token: x": the next word tells its own
    }
    String mask = key == Writing.QUOTED && !quoted ? '"' + Redactor.MASK + '"' : Redactor.MASK;
    return Optional.of(new Secret(first, to, mask));
  }

  /** Whether what ends there is no value, but the next key. */
  private static boolean isKey(String text, int to, boolean quoted) {
    if (!quoted) {
      return text.charAt(to - 1) == ':';
    }
    int colon = at(text, to, '\\') ? to + 2 : to + 1;
    int next = at(text, colon + 1, ' ') ? colon + 2 : colon + 1;
    return at(text, colon, ':') && (quote(text, next) || text.startsWith("\\\"", next));
  }

  private static boolean at(String text, int i, char c) {
    return i < text.length() && text.charAt(i) == c;
  }

  private static boolean quote(String text, int i) {
    return at(text, i, '"') || at(text, i, '\'');
  }

  /** Whether the quote there ends what the word is a part of: {@code 'joe password=' failed}. */
  private static boolean closes(String text, int quote, boolean escaped) {
    return text.startsWith(" ", quote + 1)
        || text.startsWith(", ", quote + 1)
        || (!escaped && JsonText.endsString(text, quote));
  }

  /**
   * Index of the quote that closes the one at {@code open}, or of the backslash before it.
   *
   * @param escaped whether the one at {@code open} has a backslash before it
   */
  private static int closing(String text, int open, boolean escaped) {
    char mark = text.charAt(open);
    boolean json = mark == '\'' && JsonText.begins(text);
    int backslashes = 0;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == mark && (escaped ? backslashes % 4 != 3 : backslashes % 2 == 0)) {
        return escaped && backslashes % 2 == 1 ? i - 1 : i;
      }
      if (json && c == '"' && backslashes % 2 == 0) {
        return i;
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
    }
    return text.length();
  }

  /** A key in quotes is one of JSON, whose value is a list, a map or a word. */
  private static int plainEnd(String text, int from, Writing key, End end) {
    boolean brackets = at(text, from, '[') || at(text, from, '{');
    return switch (key) {
      case WORD -> wordEnd(text, afterScheme(text, from), end);
      case QUOTED -> brackets ? afterBrackets(text, from, false) : wordEnd(text, from, End.SIGN);
      case QUOTED_IN_QUOTES ->
          brackets ? afterBrackets(text, from, true) : wordEnd(text, from, End.SIGN);
    };
  }

  /** Behind {@code Bearer} and {@code Basic}, which are no secrets, but have one behind them. */
  private static int afterScheme(String text, int from) {
    boolean scheme = starts(text, from, "bearer ") || starts(text, from, "basic ");
    return scheme ? text.indexOf(' ', from) + 1 : from;
  }

  private static boolean starts(String text, int from, String word) {
    return text.regionMatches(true, from, word, 0, word.length());
  }

  /** Behind the bracket that closes the one at {@code open}; those in quotes do not count. */
  private static int afterBrackets(String text, int open, boolean inQuotes) {
    int depth = 0;
    int i = open;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"' && inQuotes && text.charAt(i - 1) != '\\') {
        return i;
      } else if (c == '"') {
        int close = closing(text, i, inQuotes);
        if (inQuotes && at(text, close, '"')) {
          return close;
        }
        i = at(text, close, '\\') ? close + 1 : close;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if ((c == ']' || c == '}') && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return text.length();
  }

  private static int wordEnd(String text, int from, End end) {
    boolean json = end == End.ELEMENT && JsonText.begins(text);
    int i = from;
    while (i < text.length() && !ends(text.charAt(i), end, json)) {
      if (text.charAt(i) == '\\') {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : 'n';
        if (end != End.ELEMENT && next != 'u' && next != '\\' && next != '/') {
          return i;
        }
        i++;
      }
      i++;
    }
    return Math.min(i, text.length());
  }

  private static boolean ends(char c, End end, boolean json) {
    return switch (end) {
      case SIGN -> Redactor.endsValue(c);
      case LINE -> c == '\n' || c == '"';
      case ELEMENT -> c == '<' || (json && c == '"');
    };
  }
}
