package io.patchwatch.events.access;

import io.patchwatch.events.yaml.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows a bearer token again, in a time that tells nothing about the right ones. */
public final class BearerTokens {

  private static final String SCHEME = "bearer ";
  private static final int MAX_HEADER = 4096;

  private final List<Known> known;

  /**
   * Knows these.
   *
   * @param tokens by the name of their owner
   */
  public BearerTokens(Map<String, Secret> tokens) {
    known =
        tokens.entrySet().stream()
            .map(it -> new Known(it.getKey(), hash(it.getValue().reveal())))
            .toList();
  }

  /** The digest makes all tokens equally long. */
  private static final class Known {
    private final String name;
    private final byte[] digest;

    Known(String name, byte[] digest) {
      this.name = name;
      this.digest = digest;
    }
  }

  /**
   * The owner's name; null: there is no such token. All tokens are compared, always.
   *
   * @param authorization the header {@code Authorization}
   */
  public @Nullable String owner(@Nullable String authorization) {
    if (authorization == null
        || authorization.length() > MAX_HEADER
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    byte[] digest = hash(authorization.substring(SCHEME.length()).strip());
    String owner = null;
    for (Known token : known) {
      if (MessageDigest.isEqual(token.digest, digest)) {
        owner = token.name;
      }
    }
    return owner;
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
