package io.patchwatch.ingest.push;

import io.patchwatch.events.yaml.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where software is pushed to, and who may.
 *
 * @param bind address to listen on
 * @param port 0: any free port
 * @param tokens who may push; none: nobody
 * @param unknownAssets accept assets that the operator did not name
 * @param requestsPerMinute of each token; as many may come at once
 */
public record PushSettings(
    String bind, int port, List<Token> tokens, boolean unknownAssets, int requestsPerMinute) {

  public PushSettings {
    tokens = List.copyOf(tokens);
  }

  Map<String, Secret> byOwner() {
    return tokens.stream().collect(Collectors.toMap(Token::name, Token::token));
  }

  /**
   * A token.
   *
   * @param name of its owner, for the evidence; not secret
   * @param token the secret itself
   */
  public record Token(String name, Secret token) {}
}
