package io.patchwatch.streams.sigma.match;

import java.util.List;

/** What a rule asks of one event. */
public sealed interface Condition {

  /** Whether the event meets it. */
  boolean holds(Event event);

  /** All of them; true when there are none. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(Event event) {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).holds(event)) {
          return false;
        }
      }
      return true;
    }
  }

  /** At least one of them. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(Event event) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).holds(event)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Not that. */
  record Not(Condition part) implements Condition {
    @Override
    public boolean holds(Event event) {
      return !part.holds(event);
    }
  }

  /**
   * A part that the rule names, for explanations.
   *
   * @param name of the search identifier, {@code logsource} or {@code filter …}
   */
  record Named(String name, Condition part) implements Condition {
    @Override
    public boolean holds(Event event) {
      return part.holds(event);
    }
  }

  /** One question about one field. */
  record Field(FieldTest test) implements Condition {
    @Override
    public boolean holds(Event event) {
      return test.holds(event);
    }
  }
}
