package io.patchwatch.streams.sigma;

import static io.patchwatch.streams.sigma.Book.refusal;
import static io.patchwatch.streams.sigma.Book.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.streams.correlate.Bound;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.sigma.read.Bad;
import io.patchwatch.streams.sigma.read.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schemas of the specification name, is understood or refused with a reason. */
class SpecificationTest {

  private static final String FULL_RULE =
      """
      title: Everything
      id: 929a690e-bef0-4204-a928-ef5e620d6fcc
      related: [{id: 08fbc97d-0a2f-491c-ae21-8ffcfd3174e9, type: derived}]
      name: everything
      taxonomy: sigma
      status: test
      description: all keys
      license: CC0-1.0
      author: nobody
      references: ['https://example.org']
      date: 2026-01-02
      modified: 2026-01-03
      logsource: {category: chat, product: prosody, service: file, definition: as it comes}
      detection: {selection: {a: 1}, condition: selection}
      fields: [a]
      falsepositives: [none known]
      level: high
      tags: [attack.t1110]
      scope: [server]
      """;

  private static final String COUNT =
      """
      title: Count
      id: 929a690e-bef0-4204-a928-ef5e620d6fcd
      status: test
      description: all keys
      author: nobody
      references: ['https://example.org']
      date: 2026-01-02
      modified: 2026-01-03
      taxonomy: sigma
      correlation:
        type: event_count
        rules: [everything]
        aliases: {x: {everything: a}}
        group-by: [x]
        timespan: 5m
        condition: {gte: 3}
      falsepositives: [none known]
      level: critical
      generate: true
      """;

  private static final String FILTER =
      """
      title: Filter
      id: 929a690e-bef0-4204-a928-ef5e620d6fce
      description: all keys
      date: 2026-01-02
      modified: 2026-01-03
      taxonomy: sigma
      logsource: {category: chat, product: prosody, service: file}
      filter: {rules: [everything], selection: {b: 1}, condition: selection}
      """;

  private static Set<String> keys(JsonNode node) {
    Set<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static JsonNode tree(String yaml) throws Bad {
    return Documents.of(yaml).getFirst();
  }

  static Stream<String> levels() {
    return Specification.words(Specification.DETECTION, "/properties/level").stream();
  }

  static Stream<String> statuses() {
    return Specification.words(Specification.DETECTION, "/properties/status").stream();
  }

  static Stream<String> types() {
    return Specification.words(Specification.CORRELATION, "/properties/correlation/properties/type")
        .stream();
  }

  static Stream<String> conditions() {
    List<String> words = new ArrayList<>();
    Specification.CORRELATION
        .at("/properties/correlation/properties/condition/anyOf")
        .forEach(each -> each.fieldNames().forEachRemaining(words::add));
    return words.stream();
  }

  @Test
  void theSchemasHaveNoExamplesBesideThoseOfTheText() {
    for (JsonNode schema :
        List.of(Specification.DETECTION, Specification.CORRELATION, Specification.FILTER)) {
      assertThat(schema.findValues("examples")).as("load these here, too").isEmpty();
      assertThat(schema.findValues("example")).as("load these here, too").isEmpty();
    }
  }

  @Test
  void theExamplesOfTheTextAreValidAndLoad() throws Bad {
    String text = Specification.text("examples.yml");
    for (JsonNode document : Documents.of(text)) {
      assertThat(Specification.validate(document)).as(document.toString()).isEmpty();
    }
    Rulebook book = Book.of(text);
    assertThat(book.refusals()).isEmpty();
    assertThat(book.detections()).hasSize(7);
    assertThat(book.correlations()).hasSize(7);
    assertThat(book.index().match(Book.event("EventID", 4625L, "user.name", "adm_x"))).isEmpty();
    assertThat(book.index().match(Book.event("EventID", 4625L, "user.name", "eve"))).hasSize(1);
  }

  @Test
  void everyBuiltInRuleIsValid() throws Bad {
    int seen = 0;
    for (RuleText text : RulePack.rules()) {
      for (JsonNode document : Documents.of(text.yaml())) {
        assertThat(Specification.validate(document)).as(text.origin()).isEmpty();
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(80);
  }

  @Test
  void theSchemasRefuseWhatIsNoRule() throws Bad {
    assertThat(Specification.validate(tree("title: x"))).isNotEmpty();
    assertThat(Specification.validate(tree(FULL_RULE.replace("level: high", "level: severe"))))
        .isNotEmpty();
    assertThat(Specification.validate(tree(COUNT.replace("event_count", "event_sum"))))
        .isNotEmpty();
    assertThat(Specification.validate(tree(FILTER.replace("condition: selection", "x: y"))))
        .isNotEmpty();
  }

  @Test
  void aRuleWithEveryKeyOfTheSchemaIsReadWhole() throws Bad {
    JsonNode tree = tree(FULL_RULE);
    assertThat(keys(tree)).isEqualTo(keys(Specification.DETECTION.path("properties")));
    assertThat(keys(tree.path("logsource")))
        .isEqualTo(keys(Specification.DETECTION.at("/properties/logsource/properties")));
    assertThat(Specification.validate(tree)).isEmpty();

    Rulebook book = Book.of(FULL_RULE);
    assertThat(book.refusals()).isEmpty();
    Detection rule = book.detections().getFirst();
    assertThat(rule.custom()).isEmpty();
    assertThat(rule.about())
        .isEqualTo(
            new About(
                "929a690e-bef0-4204-a928-ef5e620d6fcc",
                "everything",
                "Everything",
                "test",
                Level.HIGH,
                "all keys",
                List.of("https://example.org"),
                List.of("attack.t1110"),
                List.of("none known"),
                java.util.Map.of(),
                "text 0"));
    assertThat(rule.logsource())
        .containsOnlyKeys("category", "product", "service"); // the definition is for people
  }

  @Test
  void aCorrelationWithEveryKeyOfTheSchemaIsReadWhole() throws Bad {
    JsonNode tree = tree(COUNT);
    assertThat(keys(tree)).isEqualTo(keys(Specification.CORRELATION.path("properties")));
    assertThat(keys(tree.path("correlation")))
        .isEqualTo(keys(Specification.CORRELATION.at("/properties/correlation/properties")));
    assertThat(Specification.validate(tree)).isEmpty();

    Rulebook book = Book.of(FULL_RULE, COUNT);
    assertThat(book.refusals()).isEmpty();
    Correlation count = book.correlations().getFirst();
    assertThat(count.custom()).isEmpty();
    assertThat(count.level()).isEqualTo(Level.CRITICAL);
    assertThat(count.generate()).isTrue();
    assertThat(count.field("x", "929a690e-bef0-4204-a928-ef5e620d6fcc")).isEqualTo("a");
  }

  @Test
  void aFilterWithEveryKeyOfTheSchemaIsReadWhole() throws Bad {
    JsonNode tree = tree(FILTER);
    assertThat(keys(tree)).isEqualTo(keys(Specification.FILTER.path("properties")));
    assertThat(keys(tree.path("filter")))
        .isEqualTo(keys(Specification.FILTER.at("/properties/filter/properties")));
    assertThat(Specification.validate(tree)).isEmpty();

    Rulebook book = Book.of(FULL_RULE, FILTER);
    assertThat(book.refusals()).isEmpty();
    Object[] event = {"a", 1L, "service.type", "prosody", "event.dataset", "prosody.file"};
    assertThat(book.index().match(Book.event(event))).hasSize(1);
    List<Object> filtered = new ArrayList<>(List.of(event));
    filtered.addAll(List.of("b", 1L));
    assertThat(book.index().match(Book.event(filtered.toArray()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("levels")
  void everyLevelIsKnown(String level) {
    String text = rule("r", "s: {a: 1}\ncondition: s").replace("level: high", "level: " + level);
    assertThat(Book.of(text).detections().getFirst().level())
        .isEqualTo(Level.valueOf(level.toUpperCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void everyStatusIsKnownOrRefused(String status) {
    String text = rule("r", "s: {a: 1}\ncondition: s") + "status: " + status + "\n";
    if (Set.of("deprecated", "unsupported").contains(status)) {
      assertThat(refusal(text).reason()).contains("is " + status);
    } else {
      assertThat(Book.of(text).detections().getFirst().status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeOfCorrelationIsKnown(String type) {
    boolean temporal = type.startsWith("temporal");
    String condition =
        type.equals("event_count")
            ? "{gte: 3}"
            : "{field: b, gte: 3" + (type.endsWith("percentile") ? ", percentile: 90}" : "}");
    String text =
        COUNT
            .replace("event_count", type)
            .replace("  condition: {gte: 3}\n", temporal ? "" : "  condition: " + condition + "\n");
    Rulebook book = Book.of(FULL_RULE, text);
    assertThat(book.refusals()).isEmpty();
    assertThat(book.correlations().getFirst().type().word()).isEqualTo(type);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void everyKeyOfAConditionIsKnown(String key) {
    boolean field = key.equals("field");
    String text =
        field
            ? COUNT.replace("event_count", "value_count").replace("{gte: 3}", "{field: b, gte: 3}")
            : COUNT.replace("{gte: 3}", "{" + key + ": 3}");
    Rulebook book = Book.of(FULL_RULE, text);
    assertThat(book.refusals()).isEmpty();
    Correlation count = book.correlations().getFirst();
    if (field) {
      assertThat(count.fields()).containsExactly("b");
    } else {
      assertThat(count.bounds())
          .containsExactly(new Bound(Bound.Operator.valueOf(key.toUpperCase(Locale.ROOT)), 3));
    }
  }

  @Test
  void anotherTaxonomyIsRefusedSinceItsFieldsMeanSomethingElse() {
    for (String text : List.of(FULL_RULE, FULL_RULE + "---\n" + COUNT)) {
      Rulebook book = Book.of(text.replace("taxonomy: sigma", "taxonomy: acme"));
      assertThat(book.detections()).isEmpty();
      assertThat(book.refusals()).extracting(Refusal::place).contains("taxonomy");
    }
  }

  @Test
  void aFilterOfNoRuleIsRefused() {
    Refusal refusal = refusal(FULL_RULE, FILTER.replace("[everything]", "[nothing]"));
    assertThat(refusal.place()).isEqualTo("filter.rules");
    assertThat(refusal.reason()).contains("usable rule");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{gte: 1}", "{gte: 3}", "{lte: 2}", "{eq: 1}"})
  void anOrderedCorrelationThatAsksForFewerThanAllIsRefused(String condition) {
    Refusal refusal = refusal(ordered(condition));
    assertThat(refusal.place()).isEqualTo("correlation.condition");
    assertThat(refusal.reason()).contains("all of its rules");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{gte: 2}", "{eq: 2}", "{gt: 1}"})
  void anOrderedCorrelationMaySayThatItAsksForAll(String condition) {
    assertThat(Book.of(ordered(condition)).refusals()).isEmpty();
  }

  private static String ordered(String condition) {
    return rule("one", "s: {a: 1}\ncondition: s")
        + "---\n"
        + rule("two", "s: {a: 2}\ncondition: s")
        + "---\ntitle: o\ncorrelation: {type: temporal_ordered, rules: [one, two], group-by: [b],"
        + " timespan: 1m, condition: "
        + condition
        + "}\n";
  }
}
