package io.patchwatch.events.parsing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code key=value other="with \"blanks\""} on the first line; the first value of a key wins,
 * so that nothing written later can replace it.
 */
final class LogfmtReader implements RecordReader {

  private static final int MAX_PAIRS = 200;

  private final List<String> required;

  LogfmtReader(LogSpec spec) {
    this.required = spec.requires();
  }

  @Override
  public @Nullable Parts read(String text) {
    Map<String, String> pairs = pairs(text);
    return !pairs.isEmpty() && pairs.keySet().containsAll(required) ? pairs::get : null;
  }

  /** All pairs; none if the text does not begin with one. */
  static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new HashMap<>();
    int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
    int i = 0;
    while (i < end && pairs.size() < MAX_PAIRS) {
      int equals = keyEnd(text, i, end);
      if (equals < 0 && pairs.isEmpty()) {
        return Map.of();
      }
      i = equals < 0 ? afterBlank(text, i, end) : value(text, i, equals, end, pairs);
    }
    return pairs;
  }

  /** Index of the equals sign that ends the key which begins here, or -1. */
  private static int keyEnd(String text, int from, int end) {
    int i = from;
    while (i < end && isKey(text.charAt(i))) {
      i++;
    }
    return i > from && i < end && text.charAt(i) == '=' ? i : -1;
  }

  private static boolean isKey(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '@';
  }

  private static int afterBlank(String text, int from, int end) {
    int blank = text.indexOf(' ', from);
    return blank < 0 || blank >= end ? end : blank + 1;
  }

  private static int value(String text, int from, int equals, int end, Map<String, String> pairs) {
    String key = text.substring(from, equals);
    int start = equals + 1;
    if (start < end && text.charAt(start) == '"') {
      StringBuilder value = new StringBuilder();
      int close = quoted(text, start + 1, end, value);
      pairs.putIfAbsent(key, value.toString());
      return afterBlank(text, close, end);
    }
    int next = afterBlank(text, start, end);
    pairs.putIfAbsent(key, text.substring(start, next).stripTrailing());
    return next;
  }

  /** Reads up to the closing quote and returns its index, or the end. */
  private static int quoted(String text, int from, int end, StringBuilder value) {
    int i = from;
    while (i < end && text.charAt(i) != '"') {
      if (text.charAt(i) == '\\' && i + 1 < end) {
        i++;
        value.append(unescaped(text.charAt(i)));
      } else {
        value.append(text.charAt(i));
      }
      i++;
    }
    return i;
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      default -> c;
    };
  }
}
