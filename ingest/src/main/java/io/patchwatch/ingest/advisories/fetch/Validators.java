package io.patchwatch.ingest.advisories.fetch;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a server gave to ask later whether a document has changed (RFC 9110, 8.8).
 *
 * @param etag entity tag as it came
 * @param lastModified date as it came
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {

  private static final int MAX = 1_000;

  /** Nothing to compare with: the whole document is asked for. */
  public static final Validators NONE = new Validators(null, null);

  static Validators of(HttpHeaders headers) {
    return new Validators(bounded(headers, "etag"), bounded(headers, "last-modified"));
  }

  /** A strong tag names exactly these bytes, so that a transfer can go on where it broke. */
  @Nullable String strongEtag() {
    return etag == null || etag.startsWith("W/") ? null : etag;
  }

  private static @Nullable String bounded(HttpHeaders headers, String name) {
    return headers.firstValue(name).filter(value -> value.length() <= MAX).orElse(null);
  }
}
