package io.patchwatch.streams.sigma.index;

import io.patchwatch.streams.sigma.match.Condition;
import io.patchwatch.streams.sigma.match.FieldTest;
import io.patchwatch.streams.sigma.match.Folding;
import io.patchwatch.streams.sigma.match.ValueMatcher;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Of which values an event must have at least one, to meet a condition at all. */
final class Needed {

  private static final int SHORTEST = 3;

  /** The beginning of a longer text is enough to find its rule, and takes less memory. */
  private static final int LONGEST = 24;

  private static final int COMMON_VALUE = 40;
  private static final int VALUE = 4;
  private static final int TEXT = 60;
  private static final int MOST_KEYS = 2_000;

  /** What many events have, so that it hardly tells rules apart. */
  private static final Set<String> COMMON =
      Set.of(
          "service.type",
          "event.action",
          "event.category",
          "event.type",
          "event.outcome",
          "event.dataset",
          "log.level",
          "http.request.method",
          "http.response.status_code");

  private Needed() {}

  /**
   * A value that an event may have.
   *
   * @param whole whether the field's whole folded text is meant, or a part of it
   */
  record Key(int field, String text, boolean whole, int cost) {}

  /** The keys, or null when none are needed. */
  static @Nullable Set<Key> of(Condition condition) {
    return switch (condition) {
      case Condition.Named it -> of(it.part());
      case Condition.Not it -> null;
      case Condition.Field it -> key(it.test());
      case Condition.All it -> all(it);
      case Condition.Any it -> any(it);
    };
  }

  private static @Nullable Set<Key> all(Condition.All all) {
    Set<Key> best = null;
    for (Condition part : all.parts()) {
      Set<Key> keys = of(part);
      if (keys != null && (best == null || cost(keys) < cost(best))) {
        best = keys;
      }
    }
    return best;
  }

  private static @Nullable Set<Key> any(Condition.Any any) {
    Set<Key> union = new HashSet<>();
    for (Condition part : any.parts()) {
      Set<Key> keys = of(part);
      if (keys == null) {
        return null;
      }
      union.addAll(keys);
      if (union.size() > MOST_KEYS) {
        return null;
      }
    }
    return union;
  }

  private static long cost(Set<Key> keys) {
    return keys.stream().mapToLong(Key::cost).sum();
  }

  private static @Nullable Set<Key> key(FieldTest test) {
    return switch (test.matcher()) {
      case ValueMatcher.Text it ->
          it.pattern().plain()
              ? Set.of(whole(test, it.pattern().text()))
              : part(test, it.pattern().longest());
      case ValueMatcher.Regex it -> part(test, it.literal());
      case ValueMatcher.Network it -> null;
      case ValueMatcher.Compare it -> null;
      case ValueMatcher.Present it -> null;
      case ValueMatcher.Nothing it -> null;
      case ValueMatcher.Empty it -> null;
      case ValueMatcher.OtherField it -> null;
      case ValueMatcher.TimePart it -> null;
    };
  }

  private static Key whole(FieldTest test, String text) {
    int cost = COMMON.contains(test.name()) ? COMMON_VALUE : VALUE;
    return new Key(test.field(), Folding.fold(text), true, cost);
  }

  private static @Nullable Set<Key> part(FieldTest test, String text) {
    String part = Folding.fold(text.substring(0, Math.min(LONGEST, text.length())));
    return part.length() < SHORTEST
        ? null
        : Set.of(new Key(test.field(), part, false, 1 + TEXT / text.length()));
  }
}
