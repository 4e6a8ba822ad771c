package io.patchwatch.streams.sigma.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.match.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A filter: what it selects, the rules that it names do not match any more.
 *
 * @param rules names or ids; empty: any rule with such a log source
 * @param logsource only rules of it are filtered
 * @param condition what is left out
 */
record ReadFilter(
    About about, List<String> rules, Map<String, String> logsource, Condition condition) {

  static ReadFilter of(Doc doc, ReadDetection reader) throws Bad {
    About about = doc.about();
    JsonNode section = doc.tree().path("filter");
    Map<String, String> logsource = ReadDetection.logsource(doc.tree());
    List<String> rules = new ArrayList<>();
    JsonNode named = section.path("rules");
    if (named.isTextual() && named.textValue().equals("any")) {
      return new ReadFilter(about, List.of(), logsource, selected(section, reader));
    }
    if (!named.isArray() || named.isEmpty()) {
      throw new Bad("filter.rules", "is missing; name rules by name or id, or write any");
    }
    named.forEach(each -> rules.add(each.asText()));
    return new ReadFilter(about, rules, logsource, selected(section, reader));
  }

  private static Condition selected(JsonNode section, ReadDetection reader) throws Bad {
    return reader.of("filter", section, List.of("rules"));
  }

  /** Whether it is about a rule. */
  boolean concerns(About rule, Map<String, String> source) {
    boolean named = rules.isEmpty() || rules.contains(rule.id()) || rules.contains(rule.name());
    return named
        && logsource.entrySet().stream()
            .allMatch(e -> e.getValue().equals(source.getOrDefault(e.getKey(), e.getValue())));
  }
}
