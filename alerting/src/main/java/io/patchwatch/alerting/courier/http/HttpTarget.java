package io.patchwatch.alerting.courier.http;

import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks what settings say of an address. Messages never hold the address itself. */
public final class HttpTarget {

  private static final Duration DEFAULT = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private HttpTarget() {}

  /**
   * The address, if it is one.
   *
   * @throws IllegalArgumentException naming what is wrong, without the address
   */
  public static URI of(@Nullable Secret url) {
    if (url == null) {
      throw new IllegalArgumentException("url: missing; set url or url_file");
    }
    URI uri = parsed(url);
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw new IllegalArgumentException(
          "url: must begin with https:// (or http:// on a trusted network)");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("url: has no host; write https://host/path");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "url: remove the user name and password; secrets have keys of their own");
    }
    return uri;
  }

  /**
   * The time-out, 10 s if none is set.
   *
   * @throws IllegalArgumentException if it is not within 1 ms to 5 min
   */
  public static Duration timeout(@Nullable Duration timeout) {
    Duration it = timeout == null ? DEFAULT : timeout;
    if (it.toMillis() < 1 || it.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("timeout: " + it + " is not possible; use 1ms to 5m");
    }
    return it;
  }

  /**
   * Checks that a secret is there.
   *
   * @throws IllegalArgumentException naming the key and the remedy
   */
  public static void present(@Nullable Secret secret, String key) {
    if (secret == null || secret.reveal().isEmpty()) {
      throw new IllegalArgumentException(
          key + ": missing or empty; set " + key + " or " + key + "_file");
    }
  }

  /**
   * Checks that a secret, if there is one, is not empty.
   *
   * @throws IllegalArgumentException naming the key and the remedy
   */
  public static void notEmpty(@Nullable Secret secret, String key) {
    if (secret != null && secret.reveal().isEmpty()) {
      throw new IllegalArgumentException(
          key + ": is empty; remove it, or set it or " + key + "_file");
    }
  }

  private static URI parsed(Secret url) {
    try {
      return new URI(url.reveal());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "url: not a URL at character " + e.getIndex() + "; write https://host/path");
    }
  }
}
