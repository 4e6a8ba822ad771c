package io.patchwatch.streams.sigma.index;

import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Fields;
import io.patchwatch.streams.sigma.match.Event;
import io.patchwatch.streams.sigma.read.Questions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rules by the values that an event must have to meet them. Only rules of which such a value is in
 * the event are evaluated; rules that need none (numbers, networks, negations alone) are evaluated
 * for every event. Safe for all threads.
 */
public final class RuleIndex {

  private final List<Detection> rules;
  private final FieldIndex[] fields;
  private final int[] always;
  private final ThreadLocal<Desk> desks;

  /** Compiles the rules. */
  public RuleIndex(List<Detection> rules, Questions questions) {
    this.rules = List.copyOf(rules);
    Map<Integer, FieldIndex.Builder> builders = new TreeMap<>();
    List<Integer> without = new ArrayList<>();
    for (int number = 0; number < this.rules.size(); number++) {
      Set<Needed.Key> keys = Needed.of(this.rules.get(number).condition());
      if (keys == null) {
        without.add(number);
      } else {
        for (Needed.Key key : keys) {
          builders.computeIfAbsent(key.field(), f -> new FieldIndex.Builder()).add(key, number);
        }
      }
    }
    fields =
        builders.entrySet().stream()
            .map(e -> e.getValue().build(e.getKey()))
            .toArray(FieldIndex[]::new);
    always = without.stream().mapToInt(Integer::intValue).toArray();
    desks = ThreadLocal.withInitial(() -> new Desk(questions.event(), this.rules.size()));
  }

  /** What one thread works with. */
  private static final class Desk {
    private final Event event;
    private final long[] seen;
    private int[] candidates = new int[16];
    private int count;
    private long stamp;

    Desk(Event event, int rules) {
      this.event = event;
      this.seen = new long[rules];
    }

    void begin(Fields fields) {
      event.of(fields);
      stamp++;
      count = 0;
    }

    void add(int rule) {
      if (seen[rule] != stamp) {
        seen[rule] = stamp;
        if (count == candidates.length) {
          candidates = Arrays.copyOf(candidates, 2 * count);
        }
        candidates[count++] = rule;
      }
    }
  }

  /** How many rules are evaluated for every event. */
  public int unindexed() {
    return always.length;
  }

  /** The rules that the event meets, in the order in which they were read. */
  public List<Detection> match(Fields fieldsOfEvent) {
    Desk desk = desks.get();
    desk.begin(fieldsOfEvent);
    for (FieldIndex field : fields) {
      field.candidates(desk.event, desk::add);
    }
    for (int rule : always) {
      desk.add(rule);
    }
    return desk.count == 0 ? List.of() : met(desk);
  }

  private List<Detection> met(Desk desk) {
    Arrays.sort(desk.candidates, 0, desk.count);
    List<Detection> met = null;
    for (int i = 0; i < desk.count; i++) {
      Detection rule = rules.get(desk.candidates[i]);
      if (rule.condition().holds(desk.event)) {
        met = met == null ? new ArrayList<>(2) : met;
        met.add(rule);
      }
    }
    return met == null ? List.of() : met;
  }
}
