package io.patchwatch.alerting.routing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * A condition on one label, written as in Alertmanager: {@code severity="critical"}, {@code
 * environment!="test"}, {@code region=~"eu-.*"}, {@code product!~"openfire|prosody"}. A label that
 * is missing has the empty value; a regular expression must match the whole value.
 */
public final class Matcher {

  private static final Pattern SYNTAX =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(.*?)\\s*");
  private static final int MAX_LENGTH = 1000;

  private final String label;
  private final String operator;
  private final String value;
  private final @Nullable Pattern pattern;

  private Matcher(String label, String operator, String value) {
    this.label = label;
    this.operator = operator;
    this.value = value;
    this.pattern = operator.endsWith("~") ? compile(value) : null;
  }

  /**
   * Reads a matcher.
   *
   * @throws IllegalArgumentException if it is none, saying what is wrong and how to write it
   */
  @JsonCreator
  public static Matcher parse(String text) {
    var parts = SYNTAX.matcher(text);
    if (text.length() > MAX_LENGTH || !parts.matches()) {
      throw new IllegalArgumentException(
          "matchers: cannot read '"
              + text.substring(0, Math.min(text.length(), MAX_LENGTH))
              + "'; write label=\"value\", label!=\"value\", label=~\"regex\" or label!~\"regex\"");
    }
    return new Matcher(parts.group(1), parts.group(2), unquote(parts.group(3), text));
  }

  private static String unquote(String value, String text) {
    boolean opens = value.startsWith("\"");
    boolean closes = value.length() > 1 && value.endsWith("\"");
    if (opens != closes) {
      throw new IllegalArgumentException("matchers: a quote is missing in '" + text + "'");
    }
    return opens
        ? value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
        : value;
  }

  private static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "matchers: '"
              + regex
              + "' is not a regular expression of linear time: "
              + e.getDescription(),
          e);
    }
  }

  /** Whether these labels meet the condition. */
  public boolean matches(Map<String, String> labels) {
    String actual = labels.getOrDefault(label, "");
    boolean same = pattern == null ? actual.equals(value) : pattern.matcher(actual).matches();
    return same != operator.startsWith("!");
  }

  /** As it would be written in the configuration. */
  @JsonValue
  @Override
  public String toString() {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
    return label + operator + '"' + escaped + '"';
  }
}
