package io.patchwatch.alerting.metrics;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a PromQL expression uses, as far as our own rules and boards need it.
 *
 * @param metrics series and recorded series
 * @param labels in matchers and in {@code by} or {@code without}
 */
record Query(Set<String> metrics, Set<String> labels) {

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "offset", "on", "ignoring", "bool", "by", "without");
  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
  private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=|!=|=~|!~)");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
  private static final Pattern DURATION = Pattern.compile("\\b\\d+(?:\\.\\d+)?(?:ms|[smhdwy])?\\b");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*");

  static Query of(String expression) {
    Set<String> labels = new TreeSet<>();
    String rest = STRING.matcher(expression).replaceAll("''");
    for (Matcher matchers = MATCHERS.matcher(rest); matchers.find(); ) {
      MATCHER.matcher(matchers.group(1)).results().forEach(m -> labels.add(m.group(1)));
    }
    rest = MATCHERS.matcher(rest).replaceAll(" ");
    for (Matcher grouping = GROUPING.matcher(rest); grouping.find(); ) {
      for (String label : grouping.group(1).split(",")) {
        labels.add(label.strip());
      }
    }
    rest = GROUPING.matcher(rest).replaceAll(" ");
    rest = RANGE.matcher(rest).replaceAll(" ");
    rest = DURATION.matcher(rest).replaceAll(" ");
    return new Query(names(rest), labels);
  }

  private static Set<String> names(String rest) {
    Set<String> names = new TreeSet<>();
    Matcher word = NAME.matcher(rest);
    while (word.find()) {
      boolean called = rest.substring(word.end()).stripLeading().startsWith("(");
      if (!WORDS.contains(word.group()) && !called) {
        names.add(word.group());
      }
    }
    return names;
  }
}
