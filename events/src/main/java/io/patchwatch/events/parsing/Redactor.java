package io.patchwatch.events.parsing;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

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
    Masking masking = null;
    int i = 0;
    while (i < text.length()) {
      Optional<Secret> found = SecretFinder.at(text, i);
      if (found.isPresent()) {
        masking = masking == null ? new Masking(text) : masking;
        masking.add(found.get());
      }
      i = masking == null ? i + 1 : masking.upTo(i + 1);
    }
    return masking == null ? text : masking.text();
  }

  /**
   * A text while its secrets are masked from left to right. Between a word and its value another
   * word may stand with a value of its own.
   */
  private static final class Masking {

    private final String text;
    private final StringBuilder out;
    private final Queue<Secret> ahead = new PriorityQueue<>(Comparator.comparingInt(Secret::from));
    private int copied;

    Masking(String text) {
      this.text = text;
      this.out = new StringBuilder(text.length());
    }

    void add(Secret secret) {
      ahead.add(secret);
    }

    /** Masks what begins at {@code reached} or before, and says where to go on. */
    int upTo(int reached) {
      int i = reached;
      for (Secret next = ahead.peek(); next != null && next.from() <= i; next = ahead.peek()) {
        mask(ahead.remove());
        i = Math.max(i, copied);
      }
      return i;
    }

    /** Of two that overlap one mask stands for both. */
    private void mask(Secret secret) {
      if (secret.from() >= copied) {
        out.append(text, copied, secret.from()).append(secret.replacement());
      }
      copied = Math.max(copied, secret.to());
    }

    String text() {
      return out.append(text, copied, text.length()).toString();
    }
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
