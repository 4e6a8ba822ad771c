package io.patchwatch.events.parsing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/** One {@link EventSpec}, compiled. */
final class EventMatcher {

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
    Matcher first = conditions.getFirst().match(record);
    if (first == null) {
      return null; // most events of most lines: nothing is made for them
    }
    Matcher[] matchers = new Matcher[conditions.size()];
    matchers[0] = first;
    for (int i = 1; i < matchers.length; i++) {
      Matcher matcher = conditions.get(i).match(record);
      if (matcher == null) {
        return null;
      }
      matchers[i] = matcher;
    }
    FieldValues added = new FieldValues();
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
   * @param literals what every match has: most lines are refused by it without the pattern
   * @param whole whether all lines of the value are matched, not only the first
   */
  private record Condition(
      String field, Pattern pattern, Literals literals, boolean whole, Set<String> groups) {

    static Condition of(String field, String text) {
      Pattern pattern = SpecCheck.compile(text, field);
      Map<String, Integer> groups = pattern.namedGroups();
      return new Condition(
          field, pattern, Literals.of(text), text.startsWith("(?s)"), groups.keySet());
    }

    @Nullable Matcher match(FieldValues record) {
      String value = record.text(field);
      if (value == null || !literals.allow(value)) {
        return null;
      }
      int lineEnd = whole ? -1 : value.indexOf('\n');
      Matcher matcher = pattern.matcher(lineEnd < 0 ? value : value.substring(0, lineEnd));
      return matcher.matches() ? matcher : null;
    }
  }
}
