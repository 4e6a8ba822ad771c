package io.patchwatch.streams.privacy;

import io.patchwatch.events.yaml.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104): equal texts give equal hashes, and no hash gives a text back. */
final class KeyedHash {

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac keyed;

  KeyedHash(Secret key) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /**
   * The hash, 32 bytes.
   *
   * @param kind of the text; the same text of another kind has another hash
   */
  byte[] of(String kind, String text) {
    try {
      Mac mac = (Mac) keyed.clone(); // the original is never fed, so that threads may share it
      mac.update(kind.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's " + ALGORITHM + " can be cloned", e);
    }
  }
}
