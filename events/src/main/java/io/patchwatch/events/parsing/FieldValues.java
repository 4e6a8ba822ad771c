package io.patchwatch.events.parsing;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of one record while it is read; lets in only values that fit their fields. */
final class FieldValues {

  /** Longest text field, in characters; a record with its stack trace stays under 64 KiB. */
  static final int MAX_TEXT = 8_192;

  private static final int MAX_KEYWORD = 1_024;
  private static final int MAX_LONG_DIGITS = 18;
  private static final String CUT = "…[cut]";

  /** What servers write when they do not know. */
  private static final Set<String> NOTHING =
      Set.of("", "-", "--", "null", "nil", "undefined", "unknown", "none", "None", "n/a", "N/A");

  /** Looked up more often than all of it is read. */
  private final Map<String, Object> values = new HashMap<>();

  SortedMap<String, Object> all() {
    return new TreeMap<>(values);
  }

  @Nullable String text(String field) {
    Object value = values.get(field);
    return value == null ? null : value.toString();
  }

  /** Takes over all of the other's fields. */
  void overrideWith(FieldValues other) {
    values.putAll(other.values);
  }

  void constant(String field, String value) {
    values.put(field, value);
  }

  void constants(Map<String, String> constants) {
    constants.forEach(this::offer);
  }

  /** Sets the field if it is still empty and the value can stand in it. */
  void offer(String field, @Nullable String value) {
    EcsField.Kind kind = EcsField.kind(field);
    if (value == null || kind == null || values.containsKey(field)) {
      return;
    }
    switch (kind) {
      case TEXT -> text(field, value);
      case KEYWORD -> keyword(field, value);
      case LONG -> number(field, value);
      case IP -> address(field, value);
    }
  }

  private void text(String field, String value) {
    if (!value.isEmpty()) {
      values.putIfAbsent(field, cut(CleanText.of(value), MAX_TEXT));
    }
  }

  private void keyword(String field, String value) {
    int query = field.equals("url.path") ? value.indexOf('?') : -1;
    if (query >= 0 && query + 1 < value.length() && !values.containsKey(field)) {
      keyword("url.query", value.substring(query + 1));
    }
    String line =
        CleanText.oneLine(cut(query < 0 ? value : value.substring(0, query), MAX_KEYWORD));
    if (!NOTHING.contains(line)) {
      values.putIfAbsent(field, line);
    }
  }

  private void number(String field, String value) {
    if (!value.isEmpty() && value.length() <= MAX_LONG_DIGITS && Digits.only(value)) {
      values.putIfAbsent(field, Long.parseLong(value));
    }
  }

  /**
   * The last of a forwarded list is the hop that our own proxy saw; those before it are the
   * client's word. An address that is not usable is kept as {@code source.address} only, so that
   * nothing is ever counted per loopback or per "null".
   */
  private void address(String field, String value) {
    String last = value.substring(value.lastIndexOf(',') + 1).strip();
    if (values.containsKey(field) || NOTHING.contains(last)) {
      return;
    }
    String owner = field.substring(0, field.indexOf('.'));
    NetworkAddress address = NetworkAddress.read(last).orElse(null);
    if (address == null) {
      keyword(owner + ".address", last);
      return;
    }
    if (!address.local()) {
      values.put(field, address.ip());
      values.put(owner + ".address", address.ip());
    }
    values.putIfAbsent(owner + ".address", address.ip());
    if (address.port() >= 0) {
      values.putIfAbsent(owner + ".port", (long) address.port());
    }
  }

  /** At most that many characters, with a mark where text is missing; never half a character. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
