package io.patchwatch.events.parsing;

import io.patchwatch.events.parsing.Redactor.Secret;
import io.patchwatch.events.parsing.SecretValue.End;
import io.patchwatch.events.parsing.SecretValue.Writing;
import java.util.Optional;

/** Finds the value that belongs to a word such as {@code password}. */
final class KeyedSecret {

  private static final int FAR = 100;
  private static final String SET_TO = " set to ";

  private KeyedSecret() {}

  /** The value after a key whose tell-tale part ends before {@code tellTaleEnd}. */
  static Optional<Secret> after(String text, int tellTaleEnd) {
    int keyEnd = wordEnd(text, tellTaleEnd);
    int value = valueStart(text, keyEnd);
    if (value >= 0) {
      End end = value == keyEnd + 1 && at(text, keyEnd, '>') ? End.ELEMENT : End.SIGN;
      return SecretValue.of(text, value, key(text, keyEnd), end);
    }
    int later = Math.max(setTo(text, keyEnd), quotedAfterWord(text, keyEnd));
    return later >= 0 ? SecretValue.of(text, later, Writing.WORD, End.SIGN) : Optional.empty();
  }

  /** The value of an HTTP header: all of the line. */
  static Optional<Secret> header(String text, int tellTaleEnd) {
    int keyEnd = wordEnd(text, tellTaleEnd);
    int value = valueStart(text, keyEnd);
    return value < 0 ? Optional.empty() : SecretValue.of(text, value, key(text, keyEnd), End.LINE);
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

  private static Writing key(String text, int keyEnd) {
    if (at(text, keyEnd, '"')) {
      return Writing.QUOTED;
    }
    return text.startsWith("\\\"", keyEnd) ? Writing.QUOTED_IN_QUOTES : Writing.WORD;
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
}
