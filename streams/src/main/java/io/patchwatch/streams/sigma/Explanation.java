package io.patchwatch.streams.sigma;

import io.patchwatch.streams.sigma.match.Condition;
import io.patchwatch.streams.sigma.match.Event;
import java.util.List;

/**
 * Why an event meets a condition, or does not.
 *
 * @param what the part, for people: {@code all of}, {@code selection}, {@code user.name is "root"}
 * @param met whether the event meets it
 * @param seen the field's value, cut at 200 characters; empty: not a field, or it has none
 */
public record Explanation(String what, boolean met, String seen, List<Explanation> parts) {

  private static final int LONGEST = 200;

  static Explanation of(Condition condition, Event event) {
    boolean met = condition.holds(event);
    return switch (condition) {
      case Condition.All it -> new Explanation("all of", met, "", parts(it.parts(), event));
      case Condition.Any it -> new Explanation("one of", met, "", parts(it.parts(), event));
      case Condition.Not it -> new Explanation("not", met, "", parts(List.of(it.part()), event));
      case Condition.Named it ->
          new Explanation(it.name(), met, "", parts(List.of(it.part()), event));
      case Condition.Field it ->
          new Explanation(
              it.test().toString(), met, seen(event.text(it.test().field())), List.of());
    };
  }

  private static List<Explanation> parts(List<Condition> parts, Event event) {
    return parts.stream().map(part -> of(part, event)).toList();
  }

  private static String seen(@org.jspecify.annotations.Nullable String value) {
    if (value == null) {
      return "";
    }
    return value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
  }
}
