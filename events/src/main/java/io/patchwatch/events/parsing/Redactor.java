package io.patchwatch.events.parsing;

import java.util.Locale;
import java.util.Optional;

/**
 * Masks secrets in log text before it leaves the machine: values after words such as password,
 * token, secret, api key, authorization and cookie ({@code password=x}, {@code "access_token":
 * "x"}, {@code Password for 'SuperUser' set to 'x'}, {@code {<<"pass">>,<<"x">>}}, {@code
 * <password>x</password>}), bearer tokens, JSON web tokens, tokens with a well-known beginning,
 * SASL messages and passwords in URLs. JSON stays JSON with the same keys. One pass over the text;
 * what is masked stays as it is when it is masked again.
 *
 * <p>This is a net for what servers are known to print, not a proof: a secret without such a word
 * before it passes.
 */
public final class Redactor {

  /** What stands in a secret's place. */
  public static final String MASK = "***";

  private Redactor() {}

  /** The text without the secrets that were recognised; the same object when there are none. */
  public static String redact(String text) {
    StringBuilder out = null;
    int copied = 0;
    int i = 0;
    while (i < text.length()) {
      Optional<Secret> found = SecretFinder.at(text, i);
      if (found.isPresent()) {
        Secret secret = found.get();
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, copied, secret.from()).append(secret.replacement());
        copied = secret.to();
        i = Math.max(secret.to(), i + 1);
      } else {
        i++;
      }
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  /** A secret's place in the text and what to write there. */
  record Secret(int from, int to, String replacement) {}

  /** Where a value ends that no quote closes. */
  static boolean endsValue(char c) {
    return c <= ' ' || ",;&\"'`)}]<>".indexOf(c) >= 0;
  }

  /** Values that say "there is none". */
  static boolean harmless(String value) {
    if (value.startsWith(MASK)) {
      return value.chars().noneMatch(Character::isLetterOrDigit);
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "", "null", "nil", "none", "undefined", "true", "false", "-" -> true;
      default -> false;
    };
  }
}
