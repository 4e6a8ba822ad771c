package io.patchwatch.alerting.courier.webhook;

import io.patchwatch.alerting.courier.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that is called by HTTP.
 *
 * @param url http or https; counts as a secret, for many services put a token into it
 * @param urlFile file that holds the URL, instead of {@code url}
 * @param secret signs each call; better {@code secretFile}
 * @param secretFile file that holds that secret
 * @param timeout for the whole call; default 10 s
 */
public record WebhookSettings(
    @Nullable Secret url,
    @Nullable Path urlFile,
    @Nullable Secret secret,
    @Nullable Path secretFile,
    Duration timeout) {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  public WebhookSettings {
    timeout = timeout == null ? Duration.ofSeconds(10) : timeout;
    if ((url == null) == (urlFile == null)) {
      throw new IllegalArgumentException("webhook.url: set either url or url_file");
    }
    if (secret != null && secretFile != null) {
      throw new IllegalArgumentException("webhook.secret: set either secret or secret_file");
    }
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "webhook.timeout: " + timeout + " is not possible; use 1ms to 5m");
    }
    if (url != null) {
      checked(url);
    }
  }

  /** Calls to this URL, signed with this secret if there is one. */
  public static WebhookSettings to(String url, @Nullable String secret) {
    Secret signing = secret == null ? null : Secret.of(secret);
    return new WebhookSettings(Secret.of(url), null, signing, null, Duration.ofSeconds(10));
  }

  /**
   * The URL, read from its file if it is in one.
   *
   * @throws IllegalArgumentException if it is not one that can be called
   */
  URI target() {
    return checked(urlFile == null ? known(url) : Secret.ofFile(urlFile, "webhook.url_file"));
  }

  /** The signing secret, read from its file if it is in one; null: calls are not signed. */
  @Nullable Secret signing() {
    return secretFile == null ? secret : Secret.ofFile(secretFile, "webhook.secret_file");
  }

  private static Secret known(@Nullable Secret url) {
    if (url == null) {
      throw new IllegalStateException("the constructor lets none through without");
    }
    return url;
  }

  /** Messages never hold the URL itself. */
  private static URI checked(Secret url) {
    URI uri = parsed(url);
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw new IllegalArgumentException(
          "webhook.url: must begin with https:// (or http:// on a trusted network)");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("webhook.url: has no host; write https://host/path");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "webhook.url: remove the user name and password; calls are signed with secret_file");
    }
    return uri;
  }

  private static URI parsed(Secret url) {
    try {
      return new URI(url.reveal());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "webhook.url: not a URL at character " + e.getIndex() + "; write https://host/path");
    }
  }
}
