package io.patchwatch.streams.sigma.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.yaml.Suggestion;
import io.patchwatch.streams.correlate.Bound;
import io.patchwatch.streams.sigma.match.Cidr;
import io.patchwatch.streams.sigma.match.Condition;
import io.patchwatch.streams.sigma.match.Folding;
import io.patchwatch.streams.sigma.match.Glob;
import io.patchwatch.streams.sigma.match.ValueMatcher;
import io.patchwatch.streams.sigma.match.ValueMatcher.OtherField.Place;
import io.patchwatch.streams.sigma.match.ValueMatcher.TimePart.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/** One key of a search identifier with its modifiers and values. */
final class ReadValue {

  private static final Map<String, Set<String>> WITH = Modifiers.WITH;
  private static final int MOST_VALUES = 10_000;
  private static final int LONGEST_REGEX = 2_000;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
  private static final List<String> WHOLE_EVENT =
      List.of(
          "message",
          "event.original",
          "error.message",
          "error.stack_trace",
          "url.path",
          "url.query",
          "user_agent.original");

  private final Questions questions;
  private final Map<String, List<String>> placeholders;
  private final String place;
  private final String field;
  private final List<String> modifiers;

  private ReadValue(
      Questions questions, Map<String, List<String>> placeholders, String place, String key)
      throws Bad {
    this.questions = questions;
    this.placeholders = placeholders;
    this.place = place;
    List<String> words = Arrays.asList(key.split("\\|", -1));
    this.field = FieldNames.ecs(words.getFirst());
    this.modifiers = words.subList(1, words.size());
    check();
  }

  /** What the key asks. */
  static Condition of(
      Questions questions,
      Map<String, List<String>> placeholders,
      String place,
      String key,
      JsonNode values)
      throws Bad {
    return new ReadValue(questions, placeholders, place + "." + key, key).read(values);
  }

  /** A text searched in the whole event. */
  static Condition keyword(
      Questions questions, Map<String, List<String>> placeholders, String place, JsonNode value)
      throws Bad {
    return new ReadValue(questions, placeholders, place, "").read(value);
  }

  private void check() throws Bad {
    for (String modifier : modifiers) {
      Set<String> with = WITH.get(modifier);
      if (with == null) {
        throw new Bad(
            place,
            "modifier "
                + modifier
                + " is not known"
                + Suggestion.phrase(modifier, WITH.keySet())
                + "; use one of the specification's");
      }
      for (String other : modifiers) {
        if (!other.equals(modifier) && !with.contains(other)) {
          throw new Bad(place, modifier + " cannot be used together with " + other);
        }
      }
    }
    if (!has("re") && modifiers.stream().anyMatch(Modifiers.FLAGS::contains)) {
      throw new Bad(place, "i, m and s say how re compares; write re before them");
    }
    if (modifiers.size() != Set.copyOf(modifiers).size()) {
      throw new Bad(place, "a modifier stands twice; write it once");
    }
  }

  private boolean has(String modifier) {
    return modifiers.contains(modifier);
  }

  private Condition read(JsonNode values) throws Bad {
    List<Condition> all = new ArrayList<>();
    if (values.isArray()) {
      for (JsonNode value : values) {
        all.add(one(value));
      }
    } else {
      all.add(one(values));
    }
    if (all.isEmpty() || all.size() > MOST_VALUES) {
      throw new Bad(place, "has " + all.size() + " values; write 1 to " + MOST_VALUES);
    }
    if (has("all") && !values.isArray()) {
      throw new Bad(place, "all asks for a list of values; leave the modifier out");
    }
    Condition met = has("all") ? new Condition.All(all) : any(all);
    return has("neq") ? new Condition.Not(met) : met;
  }

  private static Condition any(List<Condition> all) {
    return all.size() == 1 ? all.getFirst() : new Condition.Any(all);
  }

  private Condition one(JsonNode value) throws Bad {
    if (value.isContainerNode()) {
      throw new Bad(place, "a value is a list or a map; write text, a number or null");
    }
    if (field.isEmpty()) {
      return everywhere(value);
    }
    return ask(field, value);
  }

  private Condition everywhere(JsonNode value) throws Bad {
    if (value.isNull() || value.asText().isEmpty()) {
      throw new Bad(place, "an empty word would be found everywhere; leave it out");
    }
    List<Condition> places = new ArrayList<>();
    for (String name : WHOLE_EVENT) {
      places.add(ask(name, value));
    }
    return new Condition.Any(places);
  }

  private Condition ask(String name, JsonNode value) throws Bad {
    if (has("exists")) {
      return questions.ask(name, new ValueMatcher.Present(bool(value)));
    }
    if (has("fieldref")) {
      return questions.ask(name, otherField(value));
    }
    Unit unit = unit();
    if (unit != null || bound() != null) {
      return questions.ask(name, number(unit, value));
    }
    if (value.isNull()) {
      return questions.ask(name, nothing(new ValueMatcher.Nothing()));
    }
    String text = value.asText();
    if (has("cidr")) {
      return questions.ask(name, network(text));
    }
    if (has("re")) {
      return questions.ask(name, regex(text));
    }
    if (text.isEmpty()) {
      return questions.ask(name, nothing(new ValueMatcher.Empty()));
    }
    return texts(name, text);
  }

  private ValueMatcher nothing(ValueMatcher matcher) throws Bad {
    if (!modifiers.stream().allMatch(m -> m.equals("neq") || m.equals("cased"))) {
      throw new Bad(place, "null and '' take no modifier; use exists, or leave it out");
    }
    return matcher;
  }

  private boolean bool(JsonNode value) throws Bad {
    if (!value.isBoolean()) {
      throw new Bad(place, "exists asks for true or false");
    }
    return value.booleanValue();
  }

  private ValueMatcher otherField(JsonNode value) throws Bad {
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new Bad(place, "fieldref asks for the name of a field");
    }
    String other = FieldNames.ecs(value.textValue());
    Place where = Place.WHOLE;
    where = has("startswith") ? Place.START : where;
    where = has("endswith") ? Place.END : where;
    where = has("contains") ? Place.ANYWHERE : where;
    return new ValueMatcher.OtherField(questions.field(other), other, where, has("cased"));
  }

  private @Nullable Unit unit() {
    for (Unit unit : Unit.values()) {
      if (has(unit.word())) {
        return unit;
      }
    }
    return null;
  }

  private Bound.@Nullable Operator bound() {
    for (String word : List.of("lt", "lte", "gt", "gte")) {
      if (has(word)) {
        return Bound.Operator.valueOf(word.toUpperCase(Locale.ROOT));
      }
    }
    return null;
  }

  private ValueMatcher number(@Nullable Unit unit, JsonNode value) throws Bad {
    String text = value.asText().trim();
    if (!NUMBER.matcher(text).matches()) {
      throw new Bad(place, "\"" + text + "\" is no number");
    }
    double number = Double.parseDouble(text);
    if (unit != null && !unit.has(number)) {
      throw new Bad(place, "no " + unit.word() + " is " + text + "; write " + unit.range());
    }
    Bound.Operator operator = bound();
    Bound bound = new Bound(operator == null ? Bound.Operator.EQ : operator, number);
    return unit == null ? new ValueMatcher.Compare(bound) : new ValueMatcher.TimePart(unit, bound);
  }

  private ValueMatcher network(String text) throws Bad {
    Cidr network = Cidr.parse(text);
    if (network == null) {
      throw new Bad(
          place, "\"" + text + "\" is no network; write one like 10.0.0.0/8 or 2001:db8::/32");
    }
    return new ValueMatcher.Network(network);
  }

  private ValueMatcher regex(String text) throws Bad {
    if (text.length() > LONGEST_REGEX) {
      throw new Bad(place, "longer than " + LONGEST_REGEX + " characters; split it");
    }
    if (RegexSize.of(text) > RegexSize.MOST) {
      throw new Bad(place, "repeats too much inside of repetitions; use smaller numbers");
    }
    String flags = (has("i") ? "i" : "") + (has("m") ? "m" : "") + (has("s") ? "s" : "");
    String source = flags.isEmpty() ? text : "(?" + flags + ")" + text;
    try {
      Pattern pattern = Pattern.compile(source, Pattern.UNIX_LINES);
      return new ValueMatcher.Regex(source, pattern, Folding.fold(Literal.of(text)));
    } catch (PatternSyntaxException e) {
      throw new Bad(
          place,
          "not an expression that takes linear time ("
              + e.getDescription()
              + "): look-around and back-references are not supported; the rest is Java's syntax");
    }
  }

  private Condition texts(String name, String text) throws Bad {
    List<Condition> variants = new ArrayList<>();
    for (Glob glob : new Texts(place, modifiers, placeholders).of(text)) {
      Glob wide = glob.within(before(), behind());
      if (wide.parts().stream().allMatch(part -> part.equals(Glob.ANY))) {
        variants.add(questions.ask(name, new ValueMatcher.Present(true)));
      } else {
        boolean cased = has("cased") || Texts.encodes(modifiers);
        variants.add(
            questions.ask(name, new ValueMatcher.Text(cased ? wide : wide.folded(), cased)));
      }
    }
    return any(variants);
  }

  /** A word without a field is searched, not compared. */
  private boolean before() {
    return has("contains") || has("endswith") || field.isEmpty();
  }

  private boolean behind() {
    return has("contains") || has("startswith") || field.isEmpty();
  }
}
