package io.patchwatch.events.parsing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of record that means something: a failed login, a start, a crash. The first one of a
 * parser's list that matches gives the record its {@code event.*} fields. One without an action
 * only adds its fields, and the list goes on: so an access line is taken apart once, and the
 * entries after it ask for its path and status.
 *
 * @param name unique in its parser, for error messages
 * @param when ECS field (after reading; {@code message} most often) to a regular expression. All of
 *     them must match. An expression is matched against the whole first line of the value; one that
 *     starts with {@code (?s)} against the whole value
 * @param action what happened; absent: the entry only adds fields
 * @param outcome how it ended, where that is a question
 * @param fields named group of one of the expressions to the ECS field that it fills
 * @param set ECS field to a constant
 */
public record EventSpec(
    String name,
    Map<String, String> when,
    @Nullable LogAction action,
    @Nullable Outcome outcome,
    Map<String, String> fields,
    Map<String, String> set) {

  public EventSpec {
    SpecCheck.text(name, "events[].name");
    when = SpecCheck.map(when, "when");
    if (when.isEmpty()) {
      throw new IllegalArgumentException(
          "event " + name + ": when is empty; name at least one field and its pattern");
    }
    fields = SpecCheck.map(fields, "fields");
    set = SpecCheck.map(set, "set");
    if (action == null && fields.isEmpty() && set.isEmpty()) {
      throw new IllegalArgumentException(
          "event " + name + ": has neither action nor fields nor set, so it does nothing");
    }
    SpecCheck.event(name, when, fields, set);
  }
}
