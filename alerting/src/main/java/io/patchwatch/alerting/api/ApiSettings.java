package io.patchwatch.alerting.api;

import io.patchwatch.events.yaml.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may use the API ({@code server.api}). Without a token it is off.
 *
 * @param tokens who may call
 * @param requestsPerMinute of each token, 1 to 100,000; as many may come at once
 */
public record ApiSettings(List<Token> tokens, int requestsPerMinute) {

  private static final int SHORTEST_TOKEN = 16;
  private static final int USUAL_PER_MINUTE = 600;
  private static final int MOST_PER_MINUTE = 100_000;

  /** Nobody may. */
  public static final ApiSettings OFF = new ApiSettings(List.of(), USUAL_PER_MINUTE);

  public ApiSettings {
    tokens = tokens == null ? List.of() : List.copyOf(tokens);
    if (requestsPerMinute < 1 || requestsPerMinute > MOST_PER_MINUTE) {
      throw new IllegalArgumentException(
          "requests_per_minute is " + requestsPerMinute + "; use 1 to " + MOST_PER_MINUTE);
    }
    Set<String> names = new HashSet<>();
    for (Token token : tokens) {
      if (!names.add(token.name())) {
        throw new IllegalArgumentException("tokens: '" + token.name() + "' is named twice");
      }
    }
  }

  boolean on() {
    return !tokens.isEmpty();
  }

  Map<String, Secret> byOwner() {
    return tokens.stream().collect(Collectors.toMap(Token::name, Token::token));
  }

  Map<String, Role> roles() {
    return tokens.stream().collect(Collectors.toMap(Token::name, Token::role));
  }

  /**
   * A token.
   *
   * @param name of its owner: stands beside what is done with it
   * @param role what it allows
   */
  public record Token(String name, Role role, Secret token) {
    public Token {
      if (name == null || !isName(name)) {
        throw new IllegalArgumentException(
            "name is missing or has other characters than letters, digits and . _ @ -");
      }
      if (role == null) {
        throw new IllegalArgumentException("role is missing; use read, operate or admin");
      }
      if (token == null || token.reveal().length() < SHORTEST_TOKEN) {
        throw new IllegalArgumentException(
            "token is missing or shorter than "
                + SHORTEST_TOKEN
                + " characters; make one with: openssl rand -hex 24");
      }
    }

    private static boolean isName(String name) {
      return !name.isEmpty()
          && name.length() <= 60
          && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._@-".indexOf(c) >= 0);
    }
  }
}
