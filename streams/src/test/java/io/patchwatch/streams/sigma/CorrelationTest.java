package io.patchwatch.streams.sigma;

import static io.patchwatch.streams.sigma.Book.refusal;
import static io.patchwatch.streams.sigma.Book.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.streams.correlate.Bound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The correlation rules specification, as they are read; windows have tests of their own. */
class CorrelationTest {

  private static final String BASE =
      rule("base", "s: {a: 1}\ncondition: s") + "---\n" + rule("other", "s: {a: 2}\ncondition: s");

  private static String correlation(String section) {
    return BASE + "---\ntitle: many\nname: many\nlevel: high\ncorrelation:\n" + section.indent(2);
  }

  private static Correlation read(String section) {
    Rulebook book = Book.of(correlation(section));
    assertThat(book.refusals()).isEmpty();
    return book.correlations().getFirst();
  }

  @Test
  void eventCountHasABoundAndGroups() {
    Correlation it =
        read(
            "type: event_count\nrules: [base]\ngroup-by: [ComputerName]\ntimespan: 1h\ncondition: {gte: 100}");
    assertThat(it.type()).isEqualTo(Correlation.Type.EVENT_COUNT);
    assertThat(it.bounds()).containsExactly(new Bound(Bound.Operator.GTE, 100));
    assertThat(it.groupBy()).containsExactly("ComputerName");
    assertThat(it.timespan()).isEqualTo(Duration.ofHours(1));
    assertThat(it.generate()).isFalse();
  }

  @Test
  void aRangeHasTwoBounds() {
    Correlation it =
        read(
            "type: event_count\nrules: [base]\ngroup-by: [a]\ntimespan: 1h\ncondition: {gt: 100, lte: 200}");
    assertThat(it.bounds())
        .containsExactly(new Bound(Bound.Operator.GT, 100), new Bound(Bound.Operator.LTE, 200));
  }

  @ParameterizedTest
  @CsvSource({"gt,GT", "gte,GTE", "lt,LT", "lte,LTE", "eq,EQ", "neq,NEQ"})
  void everyComparisonOfTheSchemaIsRead(String word, Bound.Operator operator) {
    Correlation it =
        read(
            "type: event_count\nrules: [base]\ngroup-by: [a]\ntimespan: 5m\ncondition: {"
                + word
                + ": 3}");
    assertThat(it.bounds()).containsExactly(new Bound(operator, 3));
  }

  @ParameterizedTest
  @CsvSource({"value_count", "value_sum", "value_avg", "value_median"})
  void correlationsOfValuesNameTheirField(String type) {
    Correlation it =
        read(
            "type: "
                + type
                + "\nrules: [base]\ngroup-by: [a]\ntimespan: 1d\ncondition: {field: User, gte: 100}");
    assertThat(it.fields()).containsExactly("user.name");
    assertThat(it.type().word()).isEqualTo(type);
    assertThat(
            refusal(
                    correlation(
                        "type: "
                            + type
                            + "\nrules: [base]\ngroup-by: [a]\ntimespan: 1d\ncondition: {gte: 1}"))
                .place())
        .isEqualTo("correlation.condition.field");
  }

  @Test
  void valueCountMayCountSeveralFieldsTogether() {
    assertThat(
            read("type: value_count\nrules: [base]\ngroup-by: [a]\ntimespan: 1d\ncondition: {field: [x, y], gte: 1}")
                .fields())
        .containsExactly("x", "y");
  }

  @Test
  void aPercentileSaysWhichOne() {
    Correlation it =
        read(
            "type: value_percentile\nrules: [base]\ngroup-by: [a]\ntimespan: 1h\ncondition: {field: x, percentile: 95, gt: 10}");
    assertThat(it.percentile()).isEqualTo(95);
    assertThat(it.bounds()).hasSize(1);
    assertThat(
            refusal(
                    correlation(
                        "type: value_percentile\nrules: [base]\ngroup-by: [a]\ntimespan: 1h\ncondition: {field: x, gt: 10}"))
                .place())
        .isEqualTo("correlation.condition.percentile");
  }

  @Test
  void temporalOnesNeedNoConditionAndKeepTheOrderOfTheirRules() {
    Correlation it =
        read("type: temporal_ordered\nrules: [other, base]\ngroup-by: [User]\ntimespan: 1h");
    assertThat(it.bounds()).isEmpty();
    assertThat(it.rules()).containsExactly("other", "base");
    assertThat(read("type: temporal\nrules: [other, base]\ntimespan: 10s").groupBy()).isEmpty();
  }

  @Test
  void aTemporalConditionMayBeAnExpression() {
    Correlation it =
        read(
            "type: temporal\nrules: [base, other]\ngroup-by: [a]\ntimespan: 5m\ncondition: base and not other");
    BitSet matched = new BitSet();
    matched.set(0);
    assertThat(it.expression().test(matched)).isTrue();
    assertThat(it.expression().negates()).isTrue();
    matched.set(1);
    assertThat(it.expression().test(matched)).isFalse();
    assertThat(
            refusal(
                    correlation(
                        "type: temporal\nrules: [base, other]\ngroup-by: [a]\ntimespan: 5m\ncondition: base and nothing"))
                .reason())
        .contains("none of the correlation's rules");
  }

  @Test
  void aliasesGiveFieldsOfDifferentRulesOneName() {
    Correlation it =
        read(
            """
            type: temporal
            rules: [base, other]
            group-by: [internal_ip]
            timespan: 10s
            aliases:
              internal_ip:
                base: destination.ip
                other: source.ip
            """);
    assertThat(it.field("internal_ip", "base")).isEqualTo("destination.ip");
    assertThat(it.field("internal_ip", "other")).isEqualTo("source.ip");
    assertThat(it.field("user.name", "other")).isEqualTo("user.name");
  }

  @ParameterizedTest
  @CsvSource({"15s,PT15S", "90m,PT1H30M", "2h,PT2H", "7d,PT168H", "1w,PT168H"})
  void timespansAreANumberAndAUnit(String text, Duration expected) {
    assertThat(read("type: temporal\nrules: [base]\ngroup-by: [a]\ntimespan: " + text).timespan())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0m", "5", "m5", "5x", "400d", "1h30m"})
  void otherTimespansAreRefused(String text) {
    assertThat(
            refusal(correlation("type: temporal\nrules: [base]\ngroup-by: [a]\ntimespan: " + text))
                .place())
        .isEqualTo("correlation.timespan");
  }

  @Test
  void rulesThatAreCountedAreToldThemselvesOnlyIfTheCorrelationGeneratesThem() {
    String section =
        "type: event_count\nrules: [base]\ngroup-by: [a]\ntimespan: 5m\ncondition: {gte: 3}";
    Rulebook quiet = Book.of(correlation(section));
    assertThat(quiet.detection("base").orElseThrow().reports()).isFalse();
    assertThat(quiet.detection("other").orElseThrow().reports()).isTrue();
    assertThat(quiet.detection("base").orElseThrow().feeds()).hasSize(1);
    Rulebook loud = Book.of(correlation(section + "\ngenerate: true"));
    assertThat(loud.detection("base").orElseThrow().reports()).isTrue();
  }

  @Test
  void correlationsMayCountCorrelationsThatStandLater() {
    String chain =
        correlation(
                "type: temporal_ordered\nrules: [failures, other]\ngroup-by: [User]\ntimespan: 1h")
            + "---\ntitle: f\nname: failures\ncorrelation:\n  type: event_count\n  rules: [base]\n"
            + "  group-by: [User]\n  timespan: 5m\n  condition: {gte: 10}\n";
    Rulebook book = Book.of(chain);
    assertThat(book.refusals()).isEmpty();
    assertThat(book.feeds("failures")).extracting(Correlation::name).containsExactly("many");
  }

  @Test
  void aCircleIsRefusedAsAWhole() {
    String circle =
        BASE
            + "---\ntitle: a\nname: a1\ncorrelation: {type: temporal, rules: [b1, base], group-by: [x], timespan: 1m}\n"
            + "---\ntitle: b\nname: b1\ncorrelation: {type: temporal, rules: [a1, base], group-by: [x], timespan: 1m}\n";
    Rulebook book = Book.of(circle);
    assertThat(book.correlations()).isEmpty();
    assertThat(book.refusals()).hasSize(2);
  }

  /** Each counts the one before it; thousands of them would be too many for the stack. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChainIsBoundedInWhicheverOrderItStands(boolean upwards) {
    List<RuleText> texts = new ArrayList<>(List.of(new RuleText("base", BASE)));
    for (int i = 1; i <= 5_000; i++) {
      String below = i == 1 ? "base" : "c" + (i - 1);
      texts.add(
          new RuleText(
              "text " + i,
              "title: c%d\nname: c%d\ncorrelation: {type: temporal, rules: [%s], timespan: 1m}\n"
                  .formatted(i, i, below)));
    }
    Rulebook book = Rulebook.compile(upwards ? texts : texts.reversed());
    assertThat(book.correlations()).extracting(Correlation::name).hasSize(50).contains("c1", "c50");
    assertThat(book.refusals()).hasSize(4_950);
    assertThat(book.refusals().getLast().reason()).contains("more than 50 levels");
  }

  @Test
  void aCorrelationOfARefusedRuleIsRefusedToo() {
    String text =
        rule("bad", "s: {a|nope: 1}\ncondition: s")
            + "---\ntitle: c\nname: c1\ncorrelation: {type: event_count, rules: [bad], group-by: [x], timespan: 1m, condition: {gte: 2}}\n";
    Rulebook book = Book.of(text);
    assertThat(book.refusals()).extracting(Refusal::rule).containsExactly("bad", "c1");
    assertThat(book.refusals().get(1).reason()).contains("no usable rule \"bad\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          type: count\\nrules: [base]\\ntimespan: 5m\\ncondition: {gte: 1}              | correlation.type
          type: event_count\\nrules: []\\ntimespan: 5m\\ncondition: {gte: 1}            | correlation.rules
          type: event_count\\nrules: [base]\\ntimespan: 5m                              | correlation.condition
          type: event_count\\nrules: [base]\\ntimespan: 5m\\ncondition: {ge: 1}         | correlation.condition.ge
          type: event_count\\nrules: [base]\\ntimespan: 5m\\ncondition: {gte: many}     | correlation.condition.gte
          type: event_count\\nrules: [base]\\ntimespan: 5m\\ncondition: {field: x, gte: 1} | correlation.condition.field
          type: event_count\\nrules: [base]\\ntimespan: 5m\\nwindow: 3\\ncondition: {gte: 1} | correlation.window
          """)
  void aBrokenCorrelationIsRefusedAtItsPlace(String section, String place) {
    assertThat(refusal(correlation(section.replace("\\n", "\n"))).place()).isEqualTo(place);
  }
}
