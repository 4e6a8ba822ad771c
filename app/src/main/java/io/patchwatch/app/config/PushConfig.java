package io.patchwatch.app.config;

import io.patchwatch.events.yaml.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The push API, which is on when there is a token.
 *
 * @param bind address to listen on
 * @param port 0: any free port
 * @param tokens who may push
 * @param unknownAssets accept assets that are not in the configuration
 * @param requestsPerMinute of each token
 */
public record PushConfig(
    String bind, int port, List<Token> tokens, boolean unknownAssets, int requestsPerMinute) {

  private static final int SHORTEST_TOKEN = 16;

  public PushConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port is " + port + "; use 0 to 65535");
    }
    if (requestsPerMinute < 1 || requestsPerMinute > 100_000) {
      throw new IllegalArgumentException(
          "requests_per_minute is " + requestsPerMinute + "; use 1 to 100000");
    }
    Set<String> names = new HashSet<>();
    for (Token token : tokens) {
      if (!names.add(token.name())) {
        throw new IllegalArgumentException("tokens: '" + token.name() + "' is named twice");
      }
    }
  }

  /**
   * A token.
   *
   * @param name of its owner, for the evidence
   */
  public record Token(String name, Secret token) {
    public Token {
      if (name == null || !name.matches("[A-Za-z0-9._@-]{1,60}")) {
        throw new IllegalArgumentException(
            "name is missing or has other characters than letters, digits and . _ @ -");
      }
      if (token == null || token.reveal().length() < SHORTEST_TOKEN) {
        throw new IllegalArgumentException(
            "token is missing or shorter than "
                + SHORTEST_TOKEN
                + " characters; make one with: openssl rand -hex 24");
      }
    }
  }
}
