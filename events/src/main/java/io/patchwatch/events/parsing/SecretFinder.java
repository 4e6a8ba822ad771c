package io.patchwatch.events.parsing;

import io.patchwatch.events.parsing.Redactor.Secret;
import java.util.BitSet;
import java.util.Optional;

/** Looks for one kind of secret after another at one place of a text. */
final class SecretFinder {

  private static final int FAR = 100;
  private static final int SHORTEST_TOKEN = 8;
  private static final int ASCII = 128;

  /** The first two letters of all that is looked for, but for the end of a tag. */
  private static final BitSet BEGINNINGS =
      beginnings(
          "pa", "pw", "pr", "se", "sy", "to", "ap", "ac", "au", "co", "cr", "be", "ey", "mc", "ma",
          "xo", "gh", ":/");

  private SecretFinder() {}

  /** The secret that is announced at {@code i}, if one is. Two characters decide cheaply. */
  static Optional<Secret> at(String text, int i) {
    return begins(text, i) ? look(text, i) : none();
  }

  /** Whether anything that is looked for could begin here: nearly never, so most is over here. */
  private static boolean begins(String text, int i) {
    char c = text.charAt(i);
    if (c == '>') {
      return true;
    }
    char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
    return c < ASCII && next < ASCII && BEGINNINGS.get(pair(lower(c), lower(next)));
  }

  private static int lower(char c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }

  private static int pair(int first, int second) {
    return first * ASCII + second;
  }

  private static BitSet beginnings(String... pairs) {
    BitSet beginnings = new BitSet();
    for (String it : pairs) {
      beginnings.set(pair(it.charAt(0), it.charAt(1)));
    }
    return beginnings;
  }

  private static Optional<Secret> look(String text, int i) {
    return switch (text.charAt(i)) {
      case 'p', 'P' -> keyword(text, i, "pass", "pwd", "private_key");
      case 's', 'S' -> secretOrSession(text, i);
      case 't', 'T' -> keyword(text, i, "token");
      case 'a', 'A' -> apiKeyOrAuthorization(text, i);
      case 'c', 'C' -> keyword(text, i, "cookie", "credential");
      case 'b', 'B' -> starts(text, i, "bearer ") ? token(text, i + "bearer ".length()) : none();
      case 'e' -> text.startsWith("eyJ", i) ? webToken(text, i) : none();
      case 'm', 'x', 'g' -> knownToken(text, i, "mct_", "mcr_", "mat_", "xoxb-", "xoxp-", "ghp_");
      case ':' -> text.startsWith("://", i) ? urlPassword(text, i + 3) : none();
      case '>' -> element(text, i, "<auth", "<response");
      default -> none();
    };
  }

  private static Optional<Secret> none() {
    return Optional.empty();
  }

  private static boolean starts(String text, int i, String word) {
    return text.regionMatches(true, i, word, 0, word.length());
  }

  private static Optional<Secret> secretOrSession(String text, int i) {
    Optional<Secret> known = knownToken(text, i, "syt_", "syr_");
    return known.isPresent() ? known : keyword(text, i, "secret", "sessionid", "session_token");
  }

  private static Optional<Secret> apiKeyOrAuthorization(String text, int i) {
    return starts(text, i, "authorization")
        ? KeyedSecret.header(text, i + "authorization".length())
        : keyword(text, i, "api_key", "api-key", "apikey", "access_key");
  }

  private static Optional<Secret> keyword(String text, int i, String... words) {
    for (String word : words) {
      if (starts(text, i, word)) {
        return word.equals("cookie")
            ? KeyedSecret.header(text, i + word.length())
            : KeyedSecret.after(text, i + word.length());
      }
    }
    return none();
  }

  private static Optional<Secret> knownToken(String text, int i, String... beginnings) {
    if (i > 0 && isTokenChar(text.charAt(i - 1))) {
      return none();
    }
    for (String beginning : beginnings) {
      if (text.startsWith(beginning, i)) {
        return token(text, i);
      }
    }
    return none();
  }

  private static Optional<Secret> token(String text, int from) {
    int to = tokenEnd(text, from);
    return to - from < SHORTEST_TOKEN ? none() : Optional.of(new Secret(from, to, Redactor.MASK));
  }

  private static Optional<Secret> webToken(String text, int from) {
    if (from > 0 && isTokenChar(text.charAt(from - 1))) {
      return none();
    }
    int to = tokenEnd(text, from);
    return text.substring(from, to).indexOf('.') < 0 ? none() : token(text, from);
  }

  private static int tokenEnd(String text, int from) {
    int to = from;
    while (to < text.length() && isTokenChar(text.charAt(to))) {
      to++;
    }
    return to;
  }

  private static boolean isTokenChar(char c) {
    return Character.isLetterOrDigit(c) || "-._~+/=".indexOf(c) >= 0;
  }

  /** {@code ://user:secret@host}. */
  private static Optional<Secret> urlPassword(String text, int from) {
    int colon = -1;
    for (int i = from; i < text.length() && i < from + FAR * 3; i++) {
      char c = text.charAt(i);
      if (c == '@') {
        return colon < 0 || colon + 1 == i || text.substring(colon + 1, i).equals(Redactor.MASK)
            ? none()
            : Optional.of(new Secret(colon + 1, i, Redactor.MASK));
      }
      if (c == '/' || c <= ' ' || c == '"' || c == '\'') {
        return none();
      }
      colon = c == ':' && colon < 0 ? i : colon;
    }
    return none();
  }

  /** The text of an XML element, whose tag ends here: SASL sends passwords in these. */
  private static Optional<Secret> element(String text, int close, String... openings) {
    int open = Math.max(0, close - 1);
    while (open > 0 && close - open < FAR * 3 && text.charAt(open) != '<') {
      open--;
    }
    boolean json = JsonText.begins(text);
    for (String opening : openings) {
      if (text.startsWith(opening, open)) {
        boolean one = !json || JsonText.stringEnd(text, open, close) == close;
        return one ? content(text, close + 1, json) : none();
      }
    }
    return none();
  }

  private static Optional<Secret> content(String text, int from, boolean json) {
    int found = text.indexOf('<', from);
    int end = found < 0 ? text.length() : found;
    int to = json ? JsonText.stringEnd(text, from, end) : end;
    return Redactor.harmless(text.substring(from, to))
        ? none()
        : Optional.of(new Secret(from, to, Redactor.MASK));
  }
}
