package io.patchwatch.streams.sigma.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.yaml.Suggestion;
import io.patchwatch.streams.correlate.Bound;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.RuleExpression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/** The section {@code correlation}. References stay as written until all rules are known. */
final class ReadCorrelation {

  private static final Set<String> KNOWN =
      Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
  private static final Set<Correlation.Type> BY_VALUE =
      Set.of(
          Correlation.Type.VALUE_COUNT,
          Correlation.Type.VALUE_SUM,
          Correlation.Type.VALUE_AVG,
          Correlation.Type.VALUE_PERCENTILE,
          Correlation.Type.VALUE_MEDIAN);
  private static final Set<Correlation.Type> TEMPORAL =
      Set.of(Correlation.Type.TEMPORAL, Correlation.Type.TEMPORAL_ORDERED);
  private static final Pattern TIMESPAN = Pattern.compile("[1-9][0-9]{0,6}[smhdwMy]");
  private static final int MOST_RULES = 200;
  private static final int MOST_GROUP_BY = 10;
  private static final Duration LONGEST = Duration.ofDays(366);

  private final JsonNode section;
  private final UnaryOperator<@Nullable String> ids;

  private ReadCorrelation(JsonNode section, UnaryOperator<@Nullable String> ids) {
    this.section = section;
    this.ids = ids;
  }

  /**
   * Reads a correlation.
   *
   * @param ids the id of the rule of that name or id; null: there is none
   */
  static Correlation of(Doc doc, About about, UnaryOperator<@Nullable String> ids) throws Bad {
    try {
      return new ReadCorrelation(doc.tree().path("correlation"), ids).read(about, doc);
    } catch (Bad e) {
      String place = e.place();
      throw place.startsWith("correlation") ? e : new Bad("correlation." + place, e.reason());
    }
  }

  private Correlation read(About about, Doc doc) throws Bad {
    if (!section.isObject()) {
      throw new Bad("type", "is missing; write type, rules, group-by, timespan and condition");
    }
    for (Map.Entry<String, JsonNode> each : section.properties()) {
      if (!KNOWN.contains(each.getKey())) {
        throw new Bad(
            each.getKey(),
            "is not known" + Suggestion.phrase(each.getKey(), KNOWN) + "; remove it");
      }
    }
    Correlation.Type type = type();
    List<String> written = names("rules", MOST_RULES);
    List<String> rules = new ArrayList<>();
    for (String rule : written) {
      rules.add(id(rule));
    }
    JsonNode condition = section.path("condition");
    RuleExpression expression = expression(type, condition, written);
    List<String> fields = fields(type, condition);
    return new Correlation(
        about,
        type,
        rules,
        groupBy(),
        timespan(),
        expression == null ? bounds(type, condition, rules.size()) : List.of(),
        expression,
        fields,
        percentile(type, condition),
        aliases(rules),
        generate(doc));
  }

  private String id(String rule) throws Bad {
    String id = ids.apply(rule);
    if (id == null) {
      throw new Bad(
          "rules", "there is no usable rule \"" + rule + "\"; name a rule by its name or id");
    }
    return id;
  }

  private Correlation.Type type() throws Bad {
    String word = Doc.text(section, "type", 50);
    List<String> words = Stream.of(Correlation.Type.values()).map(Correlation.Type::word).toList();
    if (word == null || !words.contains(word)) {
      throw new Bad("type", "\"" + word + "\" is none; use one of " + String.join(", ", words));
    }
    return Correlation.Type.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private List<String> names(String key, int most) throws Bad {
    JsonNode node = section.path(key);
    List<String> names = new ArrayList<>();
    for (JsonNode each :
        node.isArray() ? node : node.isTextual() ? List.of(node) : List.<JsonNode>of()) {
      if (each.isContainerNode() || each.asText().isBlank()) {
        throw new Bad(key, "is no list of names");
      }
      names.add(each.asText());
    }
    if (names.isEmpty() || names.size() > most) {
      throw new Bad(key, "has " + names.size() + " entries; write 1 to " + most);
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new Bad(key, "names something twice; write it once");
    }
    return names;
  }

  private List<String> groupBy() throws Bad {
    JsonNode node = section.path("group-by");
    if (node.isMissingNode() || (node.isArray() && node.isEmpty())) {
      return List.of();
    }
    JsonNode aliases = section.path("aliases");
    return names("group-by", MOST_GROUP_BY).stream()
        .map(name -> aliases.has(name) ? name : FieldNames.ecs(name))
        .toList();
  }

  private Duration timespan() throws Bad {
    String text = Doc.text(section, "timespan", 10);
    if (text == null || !TIMESPAN.matcher(text).matches()) {
      throw new Bad("timespan", "\"" + text + "\" is none; write a number and s, m, h or d: 10m");
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    Duration unit =
        switch (text.charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(1);
          case 'm' -> Duration.ofMinutes(1);
          case 'h' -> Duration.ofHours(1);
          case 'd' -> Duration.ofDays(1);
          case 'w' -> Duration.ofDays(7);
          case 'M' -> Duration.ofDays(30);
          default -> Duration.ofDays(365);
        };
    Duration span = unit.multipliedBy(number);
    if (span.compareTo(LONGEST) > 0) {
      throw new Bad("timespan", "is longer than 366 days; shorten it");
    }
    return span;
  }

  private @Nullable RuleExpression expression(
      Correlation.Type type, JsonNode condition, List<String> rules) throws Bad {
    if (!condition.isTextual()) {
      return null;
    }
    if (type != Correlation.Type.TEMPORAL) {
      throw new Bad(
          "condition", "only a temporal correlation takes an expression; write for example gte: 5");
    }
    return ReadExpression.of(condition.textValue(), rules);
  }

  private static List<Bound> bounds(Correlation.Type type, JsonNode condition, int rules)
      throws Bad {
    if (condition.isMissingNode() && TEMPORAL.contains(type)) {
      return List.of();
    }
    if (!condition.isObject()) {
      throw new Bad("condition", "is missing or no map; write for example gte: 5");
    }
    List<Bound> bounds = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : condition.properties()) {
      if (!Set.of("field", "percentile").contains(each.getKey())) {
        bounds.add(bound(each.getKey(), each.getValue()));
      }
    }
    if (bounds.isEmpty()) {
      throw new Bad("condition", "compares with nothing; write for example gte: 5");
    }
    if (type == Correlation.Type.TEMPORAL_ORDERED && !asksForAll(bounds, rules)) {
      throw new Bad(
          "condition",
          "an ordered correlation asks for all of its rules, one after the other; leave the"
              + " condition out, or use type temporal");
    }
    return bounds;
  }

  /** Whether so many different rules, and no fewer, satisfy the bounds. */
  private static boolean asksForAll(List<Bound> bounds, int rules) {
    return IntStream.rangeClosed(1, rules)
        .allMatch(n -> (n == rules) == bounds.stream().allMatch(bound -> bound.holds(n)));
  }

  private static Bound bound(String key, JsonNode value) throws Bad {
    List<String> known = List.of("gt", "gte", "lt", "lte", "eq", "neq");
    if (!known.contains(key)) {
      throw new Bad(
          "condition." + key,
          "is not known" + Suggestion.phrase(key, known) + "; use gt, gte, lt, lte, eq or neq");
    }
    if (!value.isNumber()) {
      throw new Bad("condition." + key, "\"" + value.asText() + "\" is no number");
    }
    return new Bound(Bound.Operator.valueOf(key.toUpperCase(Locale.ROOT)), value.doubleValue());
  }

  private static List<String> fields(Correlation.Type type, JsonNode condition) throws Bad {
    JsonNode field = condition.path("field");
    List<String> fields = new ArrayList<>();
    for (JsonNode each :
        field.isArray() ? field : field.isTextual() ? List.of(field) : List.<JsonNode>of()) {
      fields.add(FieldNames.ecs(each.asText()));
    }
    boolean wanted = BY_VALUE.contains(type);
    if (wanted == fields.isEmpty()) {
      throw new Bad(
          "condition.field",
          wanted
              ? "is missing; name the field whose values are looked at"
              : "has no meaning for " + type.word() + "; remove it");
    }
    if (fields.size() > 1 && type != Correlation.Type.VALUE_COUNT) {
      throw new Bad("condition.field", "only value_count takes several fields; name one");
    }
    return fields;
  }

  private static double percentile(Correlation.Type type, JsonNode condition) throws Bad {
    JsonNode node = condition.path("percentile");
    if (type != Correlation.Type.VALUE_PERCENTILE) {
      if (!node.isMissingNode()) {
        throw new Bad("condition.percentile", "has no meaning for " + type.word() + "; remove it");
      }
      return 50;
    }
    double percent = node.isNumber() ? node.doubleValue() : -1;
    if (percent < 0 || percent > 100) {
      throw new Bad("condition.percentile", "is missing; write 0 to 100");
    }
    return percent;
  }

  private Map<String, Map<String, String>> aliases(List<String> rules) throws Bad {
    Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> alias : section.path("aliases").properties()) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> each : alias.getValue().properties()) {
        String rule = ids.apply(each.getKey());
        if (rule == null || !rules.contains(rule)) {
          throw new Bad(
              "aliases." + alias.getKey(),
              "\"" + each.getKey() + "\" is none of the correlation's rules");
        }
        fields.put(rule, FieldNames.ecs(each.getValue().asText()));
      }
      aliases.put(alias.getKey(), Map.copyOf(fields));
    }
    return aliases;
  }

  /** The schema has it inside of the section, the text of the specification beside it. */
  private boolean generate(Doc doc) throws Bad {
    JsonNode node =
        section.has("generate") ? section.path("generate") : doc.tree().path("generate");
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw new Bad("generate", "asks for true or false");
    }
    return node.asBoolean(false);
  }
}
