package io.patchwatch.streams.sigma.index;

import io.patchwatch.streams.sigma.match.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Which rules come into question by what one field holds. */
final class FieldIndex {

  private final int field;
  private final Map<String, int[]> whole = new HashMap<>();
  private final @Nullable AhoCorasick parts;
  private final int[][] rulesOfPart;

  private FieldIndex(int field, Map<String, int[]> whole, Map<String, int[]> parts) {
    this.field = field;
    this.whole.putAll(whole);
    this.parts = parts.isEmpty() ? null : new AhoCorasick(List.copyOf(parts.keySet()));
    this.rulesOfPart = parts.values().toArray(int[][]::new);
  }

  /** Collects the keys of one field. */
  static final class Builder {
    private final Map<String, List<Integer>> whole = new LinkedHashMap<>();
    private final Map<String, List<Integer>> parts = new LinkedHashMap<>();

    void add(Needed.Key key, int rule) {
      (key.whole() ? whole : parts).computeIfAbsent(key.text(), t -> new ArrayList<>()).add(rule);
    }

    FieldIndex build(int field) {
      return new FieldIndex(field, numbers(whole), numbers(parts));
    }

    private static Map<String, int[]> numbers(Map<String, List<Integer>> rules) {
      Map<String, int[]> numbers = new LinkedHashMap<>();
      rules.forEach(
          (text, all) -> numbers.put(text, all.stream().mapToInt(Integer::intValue).toArray()));
      return numbers;
    }
  }

  /** Tells the number of each rule that comes into question, perhaps more than once. */
  void candidates(Event event, IntConsumer rule) {
    String text = event.text(field);
    if (text == null) {
      return;
    }
    if (!whole.isEmpty()) {
      int[] rules = whole.get(event.folded(field));
      if (rules != null) {
        Arrays.stream(rules).forEach(rule);
      }
    }
    if (parts != null) {
      parts.search(
          text,
          part -> {
            for (int each : rulesOfPart[part]) {
              rule.accept(each);
            }
          });
    }
  }
}
