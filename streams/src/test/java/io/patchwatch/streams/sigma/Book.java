package io.patchwatch.streams.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules and events of tests, in few words. */
final class Book {

  private Book() {}

  /** A rule with this detection section, indented as it stands. */
  static String rule(String name, String detection) {
    return """
        title: %s
        name: %s
        logsource: {category: chat}
        detection:
        %s
        level: high
        """
        .formatted(name, name, detection.indent(2));
  }

  static Rulebook of(String... texts) {
    Rulebook book =
        Rulebook.compile(
            java.util.stream.IntStream.range(0, texts.length)
                .mapToObj(i -> new RuleText("text " + i, texts[i]))
                .toList());
    return book;
  }

  /** The only refusal of this text. */
  static Refusal refusal(String... texts) {
    Rulebook book = of(texts);
    assertThat(book.refusals()).hasSize(1);
    return book.refusals().getFirst();
  }

  /** An event with these fields: name, value, name, value. */
  static Fields event(Object... namesAndValues) {
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields::get;
  }

  /** Whether a rule with this detection section matches the event. */
  static boolean matches(String detection, Object... namesAndValues) {
    Rulebook book = of(rule("rule", detection));
    assertThat(book.refusals()).isEmpty();
    List<Detection> met = book.index().match(event(namesAndValues));
    boolean naive = book.explain("rule", event(namesAndValues)).orElseThrow().met();
    assertThat(met.size() == 1).isEqualTo(naive);
    return naive;
  }
}
