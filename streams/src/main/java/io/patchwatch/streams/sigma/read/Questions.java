package io.patchwatch.streams.sigma.read;

import io.patchwatch.streams.sigma.match.Condition;
import io.patchwatch.streams.sigma.match.Event;
import io.patchwatch.streams.sigma.match.FieldTest;
import io.patchwatch.streams.sigma.match.ValueMatcher;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** All fields and questions of a set of rules; what two rules ask alike is asked once. */
public final class Questions {

  /** Most different questions of all rules together. */
  public static final int MOST = 500_000;

  private final Map<String, Integer> fields = new LinkedHashMap<>();
  private final Map<Asked, FieldTest> tests = new HashMap<>();

  private record Asked(int field, ValueMatcher matcher) {}

  /** The number of the field. */
  public int field(String name) {
    return fields.computeIfAbsent(name, n -> fields.size());
  }

  /** That question about that field. */
  public Condition ask(String name, ValueMatcher matcher) throws Bad {
    if (tests.size() >= MOST) {
      throw new Bad("", "more than " + MOST + " values in all rules; use fewer rules");
    }
    int field = field(name);
    return new Condition.Field(
        tests.computeIfAbsent(
            new Asked(field, matcher), a -> new FieldTest(tests.size(), field, name, matcher)));
  }

  /** An event that these questions can be asked of. */
  public Event event() {
    return new Event(fields.keySet().toArray(String[]::new), tests.size());
  }
}
