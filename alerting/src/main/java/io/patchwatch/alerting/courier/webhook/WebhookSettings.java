package io.patchwatch.alerting.courier.webhook;

import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that is called by HTTP. In the configuration each secret may also be given as a file,
 * {@code url_file} and {@code secret_file}.
 *
 * @param url http or https; a secret, for many services put a token into it
 * @param secret signs each call; null: calls are not signed
 * @param timeout for the whole call, 1 ms to 5 min; null: 10 s
 */
public record WebhookSettings(Secret url, @Nullable Secret secret, @Nullable Duration timeout) {

  private static final Duration DEFAULT = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  public WebhookSettings {
    timeout = timeout == null ? DEFAULT : timeout;
    if (url == null) {
      throw new IllegalArgumentException("url: missing; set url or url_file");
    }
    if (secret != null && secret.reveal().isEmpty()) {
      throw new IllegalArgumentException("secret: is empty; remove it, or set it or secret_file");
    }
    if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("timeout: " + timeout + " is not possible; use 1ms to 5m");
    }
    checked(url);
  }

  /** Calls to this URL, signed with this secret if there is one. */
  public static WebhookSettings to(String url, @Nullable String secret) {
    return new WebhookSettings(Secret.of(url), secret == null ? null : Secret.of(secret), null);
  }

  URI target() {
    return checked(url);
  }

  Duration limit() {
    return timeout == null ? DEFAULT : timeout;
  }

  /** Messages never hold the URL itself. */
  private static URI checked(Secret url) {
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
          "url: remove the user name and password; calls are signed with secret_file");
    }
    return uri;
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
