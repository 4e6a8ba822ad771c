package io.patchwatch.events.parsing;

import io.patchwatch.events.yaml.Suggestion;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/** Checks of the specifications' constructors; each message names the key and the remedy. */
final class SpecCheck {

  private static final int MAX_PATTERN = 2_000;

  private SpecCheck() {}

  static String text(@Nullable String value, String key) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + " is missing or empty");
    }
    return value;
  }

  static <T> List<T> list(@Nullable List<T> value, String key) {
    if (value == null) {
      return List.of();
    }
    if (value.contains(null)) {
      throw new IllegalArgumentException(key + " has an empty entry; remove it");
    }
    return List.copyOf(value);
  }

  /** An unmodifiable copy that keeps the order of the file, which decides who wins. */
  static <V> Map<String, V> map(@Nullable Map<String, V> value, String key) {
    if (value == null) {
      return Map.of();
    }
    if (value.containsValue(null)) {
      throw new IllegalArgumentException(key + " has an entry without a value; remove it");
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(value));
  }

  static @Nullable Pattern regex(@Nullable String pattern, String key) {
    return pattern == null ? null : compile(pattern, key);
  }

  static Pattern compile(String pattern, String key) {
    if (pattern.length() > MAX_PATTERN) {
      throw new IllegalArgumentException(
          key
              + " has "
              + pattern.length()
              + " characters; at most "
              + MAX_PATTERN
              + " are allowed");
    }
    try {
      return Pattern.compile(pattern, Pattern.UNIX_LINES); // a dot also fits U+2028 in a name
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          key
              + ": "
              + e.getMessage()
              + " (linear time only: no look-around, no back-references; named groups are (?P<name>...))",
          e);
    }
  }

  static void shape(
      LogFormat format,
      @Nullable String pattern,
      Map<String, String> fields,
      @Nullable TimeSpec time,
      @Nullable LevelSpec level) {
    if (format != LogFormat.PATTERN && pattern != null) {
      throw new IllegalArgumentException("pattern belongs to format: pattern only; remove it");
    }
    if (format == LogFormat.JSON) {
      fields.keySet().forEach(SpecCheck::pointer);
    }
    if (format != LogFormat.PATTERN) {
      return;
    }
    Set<String> groups = compile(text(pattern, "pattern"), "pattern").namedGroups().keySet();
    groups(fields.keySet(), groups, "fields");
    groups(time == null ? Set.of() : Set.of(time.field()), groups, "time.field");
    groups(level == null ? Set.of() : Set.of(level.field()), groups, "level.field");
  }

  static void pointer(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no JSON pointer: one begins with a slash, e.g. /" + text);
    }
  }

  static void ecs(Collection<String> names, String key) {
    for (String name : names) {
      if (EcsField.kind(name) == null) {
        throw new IllegalArgumentException(
            key
                + ": \""
                + name
                + "\" is not a field that PatchWatch knows"
                + Suggestion.phrase(name, EcsField.all().keySet())
                + "; for a field of your own use labels.<name>");
      }
    }
  }

  static void event(
      String name, Map<String, String> when, Map<String, String> fields, Map<String, String> set) {
    String key = "event " + name;
    ecs(when.keySet(), key + ": when");
    ecs(fields.values(), key + ": fields");
    ecs(set.keySet(), key + ": set");
    Set<String> groups = new HashSet<>();
    when.forEach(
        (field, pattern) ->
            groups.addAll(compile(pattern, key + ": when." + field).namedGroups().keySet()));
    groups(fields.keySet(), groups, key + ": fields");
  }

  private static void groups(Collection<String> wanted, Set<String> groups, String key) {
    for (String group : wanted) {
      if (!groups.contains(group)) {
        throw new IllegalArgumentException(
            key
                + ": the pattern has no group \""
                + group
                + "\""
                + Suggestion.phrase(group, groups)
                + "; write it as (?P<"
                + group
                + ">...)");
      }
    }
  }
}
