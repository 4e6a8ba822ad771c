package io.patchwatch.streams.sigma.read;

import io.patchwatch.events.yaml.Suggestion;
import io.patchwatch.streams.sigma.match.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * The condition of a rule: {@code or} binds least, then {@code and}, {@code not}, {@code x of}, and
 * brackets.
 */
final class ReadCondition {

  private static final int LONGEST = 10_000;
  private static final int DEEPEST = 50;
  private static final Set<String> KNOWN = Set.of("1", "any", "all");
  private static final Pattern QUANTITY = Pattern.compile("1|any|all|[0-9]+");

  private final String place;
  private final Map<String, Condition> identifiers;
  private final Words words;
  private int depth;

  private ReadCondition(String place, String text, Map<String, Condition> identifiers) throws Bad {
    this.place = place;
    this.identifiers = identifiers;
    this.words = Words.of(place, text, LONGEST);
  }

  static Condition of(String place, String text, Map<String, Condition> identifiers) throws Bad {
    ReadCondition reader = new ReadCondition(place, text, identifiers);
    Condition condition = reader.or();
    String rest = reader.words.peek();
    if (rest != null) {
      throw new Bad(place, "\"" + rest + "\" is too much; put and, or, or brackets before it");
    }
    return condition;
  }

  private Condition or() throws Bad {
    if (++depth > DEEPEST) {
      throw new Bad(place, "nested deeper than " + DEEPEST + " levels; split the rule");
    }
    List<Condition> parts = new ArrayList<>(List.of(and()));
    while (words.take("or")) {
      parts.add(and());
    }
    depth--;
    return parts.size() == 1 ? parts.getFirst() : new Condition.Any(parts);
  }

  private Condition and() throws Bad {
    List<Condition> parts = new ArrayList<>(List.of(not()));
    while (words.take("and")) {
      parts.add(not());
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
  }

  private Condition not() throws Bad {
    boolean negated = false;
    while (words.take("not")) {
      negated = !negated;
    }
    Condition part = primary();
    return negated ? new Condition.Not(part) : part;
  }

  private Condition primary() throws Bad {
    if (words.take("(")) {
      Condition inner = or();
      if (!words.take(")")) {
        throw new Bad(place, "a bracket is not closed; write ) behind it");
      }
      return inner;
    }
    String word = words.next("an identifier");
    String quantity = word.toLowerCase(Locale.ROOT);
    if (QUANTITY.matcher(quantity).matches() && words.take("of")) {
      return of(quantity);
    }
    Condition identifier = identifiers.get(word);
    if (identifier == null) {
      throw new Bad(
          place,
          "there is no \""
              + word
              + "\""
              + Suggestion.phrase(word, identifiers.keySet())
              + "; name a key of detection");
    }
    return identifier;
  }

  private Condition of(String quantity) throws Bad {
    if (!KNOWN.contains(quantity)) {
      throw new Bad(
          place, "\"" + quantity + " of\" is not in the specification; use 1 of or all of");
    }
    String pattern = words.next("an identifier or them");
    List<Condition> chosen = chosen(pattern);
    if (chosen.isEmpty()) {
      throw new Bad(place, "nothing is called \"" + pattern + "\"; name keys of detection");
    }
    return quantity.equals("all") ? new Condition.All(chosen) : new Condition.Any(chosen);
  }

  private List<Condition> chosen(String pattern) {
    boolean them = pattern.equalsIgnoreCase("them");
    List<Condition> chosen = new ArrayList<>();
    identifiers.forEach(
        (name, condition) -> {
          boolean hidden = name.startsWith("_") && !pattern.startsWith("_");
          if (!hidden && (them || matches(pattern, name))) {
            chosen.add(condition);
          }
        });
    return chosen;
  }

  private static boolean matches(String pattern, String name) {
    return io.patchwatch.streams.sigma.match.Glob.parse(pattern).matches(name);
  }

  /** The words of an expression, one after the other. */
  static final class Words {
    private final String place;
    private final List<String> words;
    private int at;

    private Words(String place, List<String> words) {
      this.place = place;
      this.words = words;
    }

    static Words of(String place, String text, int longest) throws Bad {
      if (text.length() > longest) {
        throw new Bad(place, "longer than " + longest + " characters; split the rule");
      }
      if (text.indexOf('|') >= 0) {
        throw new Bad(
            place, "aggregations behind | are no longer in the specification; write a correlation");
      }
      List<String> words = new ArrayList<>();
      StringTokenizer tokens = new StringTokenizer(text, " \t\n\r()", true);
      while (tokens.hasMoreTokens()) {
        String word = tokens.nextToken();
        if (!word.isBlank()) {
          words.add(word);
        }
      }
      if (words.isEmpty()) {
        throw new Bad(place, "is empty; name what must be met");
      }
      return new Words(place, words);
    }

    @Nullable String peek() {
      return at < words.size() ? words.get(at) : null;
    }

    boolean take(String word) {
      String next = peek();
      if (next != null && next.equalsIgnoreCase(word)) {
        at++;
        return true;
      }
      return false;
    }

    String next(String wanted) throws Bad {
      String next = peek();
      if (next == null || next.equals(")")) {
        throw new Bad(place, "ends where " + wanted + " is missing");
      }
      at++;
      return next;
    }
  }
}
