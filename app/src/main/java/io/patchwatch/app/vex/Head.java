package io.patchwatch.app.vex;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a document says of itself.
 *
 * @param author who states it
 * @param namespace the author's own URL, begin of ids
 */
public record Head(String author, String namespace, Instant time) {

  /** The same claims at the same time have the same id. */
  UUID id(List<Claim> claims) {
    String all = author + namespace + time + claims;
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
  }
}
