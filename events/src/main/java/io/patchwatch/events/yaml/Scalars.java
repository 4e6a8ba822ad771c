package io.patchwatch.events.yaml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single values: numbers, durations, paths, URLs, choices, secrets. */
final class Scalars {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h|d)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final int MAX_PATTERN = 2_000;
  private static final int MAX_SECRET_BYTES = 64 * 1024;

  private final UnaryOperator<@Nullable String> environment;
  private final Path base;

  Scalars(UnaryOperator<@Nullable String> environment, Path base) {
    this.environment = environment;
    this.base = base;
  }

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException saying what is expected
   */
  Object read(JsonNode node, Class<?> type) {
    if (type == JsonNode.class) {
      return node;
    }
    if (!node.isValueNode()) {
      throw new IllegalArgumentException("must be a single value");
    }
    if (type == org.safere.Pattern.class) {
      return regularExpression(node.asText());
    }
    String text = interpolate(node.asText());
    if (type.isEnum()) {
      return choice(node.isBoolean() ? switchWord(node) : text, type);
    }
    return switch (type.getName()) {
      case "java.lang.String" -> text;
      case "int", "java.lang.Integer" -> Math.toIntExact(number(text));
      case "long", "java.lang.Long" -> number(text);
      case "double", "java.lang.Double" -> decimal(text);
      case "boolean", "java.lang.Boolean" -> flag(text);
      case "java.time.Duration" -> duration(text);
      case "java.time.LocalDate" -> time(text, LocalDate::parse, "2027-01-31");
      case "java.time.LocalDateTime" -> time(text, LocalDateTime::parse, "2026-01-05T09:00");
      case "java.time.Instant" -> time(text, Instant::parse, "2026-12-24T00:00:00Z");
      case "java.time.ZoneId" -> zone(text);
      case "java.nio.file.Path" -> base.resolve(text).normalize();
      case "java.net.URI" -> url(text);
      default -> throw new IllegalStateException("no way to read a " + type + " from YAML");
    };
  }

  private static Object time(String text, Function<String, Object> reader, String example) {
    try {
      return reader.apply(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not such a time; write it as " + example, e);
    }
  }

  /** A type's own way to be read from text: a static method with {@link JsonCreator}, or null. */
  static @Nullable Method factory(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> Modifier.isStatic(m.getModifiers()))
        .filter(m -> m.isAnnotationPresent(JsonCreator.class))
        .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {String.class}))
        .findFirst()
        .orElse(null);
  }

  /**
   * Reads a value by its type's own factory.
   *
   * @throws IllegalArgumentException saying what is expected
   */
  Object create(JsonNode node, Method factory) {
    if (!node.isValueNode()) {
      throw new IllegalArgumentException("must be a single value");
    }
    try {
      return factory.invoke(null, interpolate(node.asText()));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(factory + " failed", e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(factory + " must be public", e);
    }
  }

  Secret secretFrom(JsonNode file) {
    Path path = base.resolve(interpolate(file.asText()));
    try {
      if (Files.size(path) > MAX_SECRET_BYTES) {
        throw new IllegalArgumentException(path + " is too large for a secret");
      }
      return Secret.of(Files.readString(path));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file " + path + " cannot be read; create it readable for this user only");
    }
  }

  private String interpolate(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String value = environment.apply(matcher.group(1));
      if (value == null) {
        throw new IllegalArgumentException(
            "the environment variable " + matcher.group(1) + " is not set; export it");
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }

  /** Not interpolated: a dollar sign means something else in a regular expression. */
  private static Object regularExpression(String text) {
    if (text.length() > MAX_PATTERN) {
      throw new IllegalArgumentException(
          "has " + text.length() + " characters; a pattern has at most " + MAX_PATTERN);
    }
    try {
      return org.safere.Pattern.compile(text, org.safere.Pattern.UNIX_LINES);
    } catch (java.util.regex.PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "is not a pattern that can be used ("
              + e.getMessage()
              + "); look-around and back-references do not exist there");
    }
  }

  /** YAML 1.1 takes the bare words on and off for true and false. */
  private static String switchWord(JsonNode node) {
    return node.booleanValue() ? "on" : "off";
  }

  private static Object choice(String text, Class<?> type) {
    String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(c -> c.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> ((Enum<?>) c).name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + text + "' is not one of " + names + Suggestion.phrase(text, names)));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number");
    }
  }

  private static double decimal(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number");
    }
  }

  private static boolean flag(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.parseBoolean(text);
    }
    throw new IllegalArgumentException("'" + text + "' is neither true nor false");
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; write for example 250ms, 30s, 5m, 12h or 7d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time zone; write for example Europe/Berlin or UTC");
    }
  }

  private static URI url(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("this is not a URL; write for example https://host:8443");
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException("must be an http:// or https:// URL with a host");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "has credentials inside; use the keys for secrets instead");
    }
    return uri;
  }
}
