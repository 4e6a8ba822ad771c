package io.patchwatch.events.parsing;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One {@link EventSpec}, compiled. */
final class EventMatcher {

  private static final String META = "\\^$.|?*+()[]{}";

  private final EventSpec spec;
  private final List<Condition> conditions;

  EventMatcher(EventSpec spec) {
    this.spec = spec;
    this.conditions =
        spec.when().entrySet().stream().map(e -> Condition.of(e.getKey(), e.getValue())).toList();
  }

  /** Whether the entry says what happened, so that none after it is asked. */
  boolean decides() {
    return spec.action() != null;
  }

  /** The fields that the event adds to a record, or null if it is another event. */
  @Nullable FieldValues match(FieldValues record) {
    FieldValues added = new FieldValues();
    Matcher[] matchers = new Matcher[conditions.size()];
    for (int i = 0; i < matchers.length; i++) {
      Matcher matcher = conditions.get(i).match(record);
      if (matcher == null) {
        return null;
      }
      matchers[i] = matcher;
    }
    fill(added, matchers);
    return added;
  }

  private void fill(FieldValues added, Matcher[] matchers) {
    if (spec.action() != null) {
      added.offer("event.action", spec.action().word());
      added.offer("event.category", spec.action().category());
      added.offer("event.type", spec.action().type());
    }
    if (spec.outcome() != null) {
      added.constant("event.outcome", spec.outcome().ecs()); // "unknown" says something here
    }
    added.constants(spec.set());
    spec.fields().forEach((group, field) -> added.offer(field, group(matchers, group)));
  }

  private @Nullable String group(Matcher[] matchers, String group) {
    for (int i = 0; i < matchers.length; i++) {
      if (conditions.get(i).groups().contains(group)) {
        return matchers[i].group(group);
      }
    }
    return null;
  }

  /**
   * A pattern on one field.
   *
   * @param literal what every match begins with: most lines are refused by it without the pattern
   * @param whole whether all lines of the value are matched, not only the first
   */
  private record Condition(
      String field, Pattern pattern, String literal, boolean whole, Set<String> groups) {

    static Condition of(String field, String text) {
      Pattern pattern = SpecCheck.compile(text, field);
      Map<String, Integer> groups = pattern.namedGroups();
      return new Condition(
          field, pattern, literalPrefix(text), text.startsWith("(?s)"), groups.keySet());
    }

    @Nullable Matcher match(FieldValues record) {
      String value = record.text(field);
      if (value == null || !value.startsWith(literal)) {
        return null;
      }
      int lineEnd = whole ? -1 : value.indexOf('\n');
      Matcher matcher = pattern.matcher(lineEnd < 0 ? value : value.substring(0, lineEnd));
      return matcher.matches() ? matcher : null;
    }
  }

  /** The plain characters that every match begins with; maybe fewer than there are. */
  static String literalPrefix(String pattern) {
    if (hasOuterAlternative(pattern)) {
      return "";
    }
    StringBuilder literal = new StringBuilder();
    int i = pattern.startsWith("^") ? 1 : 0;
    while (i < pattern.length() && (isPlain(pattern.charAt(i)) || isEscapedSign(pattern, i))) {
      i += isPlain(pattern.charAt(i)) ? 0 : 1;
      literal.append(pattern.charAt(i));
      i++;
    }
    boolean lastMayMiss = i < pattern.length() && "?*{".indexOf(pattern.charAt(i)) >= 0;
    return literal.substring(0, Math.max(0, literal.length() - (lastMayMiss ? 1 : 0)));
  }

  private static boolean isPlain(char c) {
    return META.indexOf(c) < 0;
  }

  private static boolean isEscapedSign(String pattern, int i) {
    return pattern.charAt(i) == '\\'
        && i + 1 < pattern.length()
        && !Character.isLetterOrDigit(pattern.charAt(i + 1));
  }

  /** Whether a bar stands outside of all parentheses and classes. */
  private static boolean hasOuterAlternative(String pattern) {
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> i++;
        case '[' -> i = Math.max(i, pattern.indexOf(']', i + 2));
        case '(' -> depth++;
        case ')' -> depth--;
        case '|' -> depth = depth == 0 ? -pattern.length() : depth;
        default -> {}
      }
    }
    return depth < 0;
  }
}
