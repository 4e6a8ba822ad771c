package io.patchwatch.streams.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * What PatchWatch adds to Sigma, under the one custom key {@code patchwatch} of a rule.
 *
 * @param attack whether it is an attack; null: as the tags say
 * @param key fields that tell findings of a rule apart; null: by default
 * @param quiet after which it is over; null: by default
 */
record Extras(
    @Nullable Boolean attack,
    @Nullable List<String> key,
    @Nullable Duration quiet,
    List<String> explainedBy) {

  private static final String NAME = "patchwatch";
  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of("explained_by", "quiet", "kind", "key"));
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MOST = 16;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if they cannot be used; the message has the place and remedy
   */
  static Extras of(Map<String, Object> custom) {
    Object all = custom.get(NAME);
    if (all == null) {
      return new Extras(null, null, null, List.of());
    }
    if (!(all instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("patchwatch: must be a map with keys of " + KNOWN);
    }
    for (Object key : map.keySet()) {
      if (!KNOWN.contains(String.valueOf(key))) {
        throw new IllegalArgumentException(
            "patchwatch." + key + ": is not known; known are " + KNOWN);
      }
    }
    List<String> explainedBy = texts(map.get("explained_by"), "explained_by");
    return new Extras(
        attack(map.get("kind")),
        texts(map.get("key"), "key"),
        quiet(map.get("quiet")),
        explainedBy == null ? List.of() : explainedBy);
  }

  private static @Nullable Boolean attack(@Nullable Object kind) {
    if (kind == null) {
      return null;
    }
    return switch (kind.toString()) {
      case "attacked" -> true;
      case "malfunction" -> false;
      default ->
          throw new IllegalArgumentException(
              "patchwatch.kind: is " + kind + "; use attacked or malfunction");
    };
  }

  private static @Nullable List<String> texts(@Nullable Object value, String name) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> list) || list.size() > MOST) {
      throw new IllegalArgumentException(
          "patchwatch." + name + ": must be a list of at most " + MOST + ", as [a, b]");
    }
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(String.valueOf(each)));
    return List.copyOf(texts);
  }

  private static @Nullable Duration quiet(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Matcher matcher = DURATION.matcher(value.toString());
    Duration quiet = matcher.matches() ? duration(matcher.group(1), matcher.group(2)) : null;
    if (quiet == null || quiet.isZero() || quiet.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "patchwatch.quiet: is " + value + "; use 1s to 30d, as 15m");
    }
    return quiet;
  }

  private static Duration duration(String number, String unit) {
    long count = Long.parseLong(number);
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
