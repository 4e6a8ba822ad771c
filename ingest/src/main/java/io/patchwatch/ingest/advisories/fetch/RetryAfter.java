package io.patchwatch.ingest.advisories.fetch;

import java.net.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a server asks to wait (RFC 9110, 10.2.3): seconds; a date counts as not said. */
final class RetryAfter {

  private static final int DIGITS = 6;

  private RetryAfter() {}

  static @Nullable Duration of(HttpHeaders headers) {
    String value = headers.firstValue("retry-after").orElse("").strip();
    boolean seconds = !value.isEmpty() && value.length() <= DIGITS;
    return seconds && value.chars().allMatch(Character::isDigit)
        ? Duration.ofSeconds(Long.parseLong(value))
        : null;
  }
}
