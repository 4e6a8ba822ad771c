package io.patchwatch.streams.samples;

import io.patchwatch.streams.sigma.About;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What PatchWatch's own key {@code patchwatch} of a rule says; absent keys have the defaults of the
 * stream.
 *
 * @param key fields that tell findings of a single-event rule apart; null: the address, or else the
 *     account
 */
record Conduct(List<String> explainedBy, @Nullable List<String> key, Duration quiet) {

  private static final Duration QUIET_SINGLE = Duration.ofHours(1);
  private static final Duration QUIET_CORRELATION = Duration.ofMinutes(15);

  static Conduct of(About about, boolean correlation) {
    Map<?, ?> own = about.custom().get("patchwatch") instanceof Map<?, ?> map ? map : Map.of();
    return new Conduct(
        own.get("explained_by") == null ? List.of() : texts(own.get("explained_by")),
        own.get("key") == null ? null : texts(own.get("key")),
        duration(own.get("quiet"), correlation ? QUIET_CORRELATION : QUIET_SINGLE));
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static Duration duration(@Nullable Object value, Duration otherwise) {
    String text = value == null ? "" : value.toString().strip();
    if (text.length() < 2) {
      return otherwise;
    }
    String number = text.substring(0, text.length() - 1);
    if (number.length() > 6 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return otherwise;
    }
    long n = Long.parseLong(number);
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(n);
      case 'm' -> Duration.ofMinutes(n);
      case 'h' -> Duration.ofHours(n);
      case 'd' -> Duration.ofDays(n);
      default -> otherwise;
    };
  }
}
