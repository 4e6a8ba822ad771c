package io.patchwatch.streams.sigma;

import io.patchwatch.streams.correlate.Bound;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule about several events that belong together.
 *
 * @param rules ids of the rules and correlations whose matches are counted, in the order written
 * @param groupBy fields or aliases whose values must be equal; may be empty
 * @param bounds what must hold of the number; empty for temporal ones without a condition: all
 *     rules
 * @param expression of temporal ones: which rules must, or must not, have matched; null: see bounds
 * @param fields whose values are counted, added up or ordered; empty where that is no question
 * @param percentile 0 to 100; 50 for a median
 * @param aliases alias to rule id to field
 * @param generate whether the rules that it refers to are told by themselves, too
 */
public record Correlation(
    About about,
    Type type,
    List<String> rules,
    List<String> groupBy,
    Duration timespan,
    List<Bound> bounds,
    @Nullable RuleExpression expression,
    List<String> fields,
    double percentile,
    Map<String, Map<String, String>> aliases,
    boolean generate) {

  /** What is asked of the events. */
  public enum Type {
    EVENT_COUNT,
    VALUE_COUNT,
    TEMPORAL,
    TEMPORAL_ORDERED,
    VALUE_SUM,
    VALUE_AVG,
    VALUE_PERCENTILE,
    VALUE_MEDIAN;

    /** As the specification writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Correlation {
    rules = List.copyOf(rules);
    groupBy = List.copyOf(groupBy);
    bounds = List.copyOf(bounds);
    fields = List.copyOf(fields);
    aliases = Map.copyOf(aliases);
  }

  /** The field of an event of that rule that stands for a name in {@code group-by}. */
  public String field(String nameOrAlias, String rule) {
    Map<String, String> alias = aliases.get(nameOrAlias);
    return alias == null ? nameOrAlias : alias.getOrDefault(rule, nameOrAlias);
  }

  /** See {@link About#id}. */
  public String id() {
    return about.id();
  }

  /** See {@link About#name}. */
  public String name() {
    return about.name();
  }

  /** See {@link About#title}. */
  public String title() {
    return about.title();
  }

  /** See {@link About#level}. */
  public Level level() {
    return about.level();
  }

  /** See {@link About#custom}. */
  public Map<String, Object> custom() {
    return about.custom();
  }
}
