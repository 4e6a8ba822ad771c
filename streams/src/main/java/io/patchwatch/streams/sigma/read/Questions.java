package io.patchwatch.streams.sigma.read;

import io.patchwatch.streams.sigma.match.Condition;
import io.patchwatch.streams.sigma.match.Event;
import io.patchwatch.streams.sigma.match.FieldTest;
import io.patchwatch.streams.sigma.match.ValueMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All fields and questions of a set of rules; what two rules ask alike is asked once. */
public final class Questions {

  /** Most different questions of all rules together. */
  public static final int MOST = 500_000;

  private static final int MOST_OF_ONE = 50_000;

  private final Map<String, Integer> fields = new LinkedHashMap<>();
  private final Map<Asked, FieldTest> tests = new HashMap<>();

  private final List<Asked> inOrder = new ArrayList<>();
  private int begun;

  private record Asked(int field, ValueMatcher matcher) {}

  /** What is asked from now on is of another rule. */
  void begin() {
    begun = inOrder.size();
  }

  /** Forgets what was asked since {@link #begin}: the rule is refused, and must not take room. */
  void undo() {
    while (inOrder.size() > begun) {
      tests.remove(inOrder.removeLast());
    }
  }

  /** The number of the field. */
  public int field(String name) {
    return fields.computeIfAbsent(name, n -> fields.size());
  }

  /** That question about that field. */
  public Condition ask(String name, ValueMatcher matcher) throws Bad {
    if (tests.size() >= MOST) {
      throw new Bad("", "more than " + MOST + " values in all rules; use fewer rules");
    }
    if (inOrder.size() - begun >= MOST_OF_ONE) {
      throw new Bad("", "more than " + MOST_OF_ONE + " values in one rule; split it");
    }
    int field = field(name);
    Asked asked = new Asked(field, matcher);
    FieldTest test = tests.get(asked);
    if (test == null) {
      test = new FieldTest(tests.size(), field, name, matcher);
      tests.put(asked, test);
      inOrder.add(asked);
    }
    return new Condition.Field(test);
  }

  /** An event that these questions can be asked of. */
  public Event event() {
    return new Event(fields.keySet().toArray(String[]::new), tests.size());
  }
}
