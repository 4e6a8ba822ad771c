package io.patchwatch.alerting.links;

import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether messages carry a link to acknowledge ({@code alerting.links}).
 *
 * @param baseUrl where people reach the server of this process: https, or http in a closed network
 * @param key signs the links; the same in every process, at least 32 characters
 * @param validFor so long a link works, 1 min to 31 days; default 24 h
 */
public record LinkSettings(URI baseUrl, Secret key, @Nullable Duration validFor) {

  private static final int SHORTEST_KEY = 32;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(31);

  public LinkSettings {
    if (baseUrl == null || baseUrl.getHost() == null || !isHttp(baseUrl)) {
      throw new IllegalArgumentException(
          "base_url: " + baseUrl + " is not possible; use for example https://watch.example.org");
    }
    if (key == null || key.reveal().length() < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "key is missing or shorter than "
              + SHORTEST_KEY
              + " characters; make one with: openssl rand -hex 32");
    }
    if (validFor != null
        && (validFor.compareTo(Duration.ofMinutes(1)) < 0 || validFor.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException("valid_for: " + validFor + "; use 1m to 31d");
    }
  }

  private static boolean isHttp(URI url) {
    return "https".equals(url.getScheme()) || "http".equals(url.getScheme());
  }

  Duration time() {
    return validFor == null ? DAY : validFor;
  }
}
