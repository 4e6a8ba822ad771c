package io.patchwatch.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.correlate.Question;
import io.patchwatch.streams.rules.RuleBook.Bound;
import io.patchwatch.streams.rules.RuleBook.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmaBinderTest {

  private static final String RULE =
      """
      title: Somebody says boo
      id: 5f0e3a0e-1b1f-4b7a-9d5c-0b8f7c1c2d3e
      name: boo
      description: Ask them to stop.
      tags: [attack.impact, cve.2023-32315]
      logsource: {category: chat}
      detection:
        said: {message|contains: boo}
        condition: said
      level: medium
      """;
  private static final String COUNT =
      """
      title: Many say boo
      id: 6f0e3a0e-1b1f-4b7a-9d5c-0b8f7c1c2d3e
      name: many-boos
      correlation:
        type: value_count
        rules: [boo]
        group-by: [source.ip]
        timespan: 5m
        condition: {field: user.name, gte: 3}
      level: critical
      """;

  private static Bound bind(RuleSettings settings, String... files) {
    Map<String, String> named = new TreeMap<>();
    for (String file : files) {
      named.put("file-" + named.size() + ".yml", file);
    }
    return new SigmaBinder(List.of(), settings).bind(named);
  }

  private static Bound bind(String... files) {
    return bind(RuleSettings.defaults(), files);
  }

  private static List<Book.Rule> match(Book book, String message) {
    LogParsed log =
        new LogParsed(
            "1",
            Instant.EPOCH,
            Asset.of("chat-1"),
            "openfire",
            null,
            new LogObserved.LogOrigin("file", "/a.log", 1L),
            new TreeMap<>(Map.of("message", message)));
    return book.match(new Line().of(log));
  }

  @Test
  void aRuleIsWatchedForAsItSays() {
    Book book = bind(RULE).book();

    assertThat(match(book, "nothing")).isEmpty();
    Watch watch = match(book, "he said boo").getFirst().own();
    assertThat(watch.name()).isEqualTo("boo");
    assertThat(watch.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(watch.attack()).isTrue();
    assertThat(watch.advice()).isEqualTo("Ask them to stop.");
    assertThat(watch.vulnerabilities()).containsExactly("CVE-2023-32315");
    assertThat(watch.key()).containsExactly("service.name", "source.ip");
    assertThat(watch.quiet()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whatACorrelationCountsIsNotToldByItself() {
    Book book = bind(RULE, COUNT).book();

    Book.Rule rule = match(book, "boo").getFirst();
    assertThat(rule.own()).isNull();
    Watch fed = rule.feeds().getFirst();
    assertThat(fed.question()).isInstanceOf(Question.Distinct.class);
    assertThat(fed.values()).containsExactly("user.name");
    assertThat(fed.span()).isEqualTo(Duration.ofMinutes(5));
    assertThat(fed.acrossServers()).isTrue();
    assertThat(fed.attack()).isFalse();
  }

  @Test
  void theKeysOfPatchWatchHold() {
    String extras =
        "patchwatch: {kind: malfunction, quiet: 2d, key: [user.name], explained_by: [boo]}\n";

    Watch watch = match(bind(RULE + extras).book(), "boo").getFirst().own();

    assertThat(watch.attack()).isFalse();
    assertThat(watch.quiet()).isEqualTo(Duration.ofDays(2));
    assertThat(watch.key()).containsExactly("service.name", "user.name");
    assertThat(watch.explainedBy()).containsExactly("boo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quiet: 3 weeks | patchwatch.quiet: is 3 weeks; use 1s to 30d",
        "quiet: 0s | patchwatch.quiet",
        "kind: odd | patchwatch.kind: is odd; use attacked or malfunction",
        "key: one | patchwatch.key: must be a list",
        "quit: 3m | patchwatch.quit: is not known; known are",
        "explained_by: [nobody] | there is no rule nobody"
      })
  void aRuleWithKeysThatCannotBeUsedIsRefusedWhole(String extras, String reason) {
    Bound bound = bind(RULE + "patchwatch: {" + extras + "}\n");

    assertThat(match(bound.book(), "boo")).isEmpty();
    assertThat(bound.refused()).extracting(Refused::reason).first().asString().contains(reason);
  }

  @Test
  void aRuleThatIsSwitchedOffMatchesNothingAndRefusesNothing() {
    RuleSettings off = new RuleSettings(List.of(), List.of("boo"), List.of(), Map.of());

    Bound bound = bind(off, RULE, COUNT);

    assertThat(match(bound.book(), "boo")).isEmpty();
    assertThat(bound.refused()).isEmpty();
  }

  @Test
  void placeholdersTakeTheValuesOfTheConfiguration() {
    String rule = RULE.replace("message|contains:", "message|contains|expand:");
    String expanding = rule.replace("expand: boo", "expand: '%noise%'");
    assertThat(expanding).contains("expand: '%noise%'");
    RuleSettings noisy =
        new RuleSettings(List.of(), List.of(), List.of(), Map.of("noise", List.of("boo")));

    assertThat(match(bind(noisy, expanding).book(), "boo")).hasSize(1);
    assertThat(bind(expanding).refused())
        .extracting(Refused::reason)
        .first()
        .asString()
        .contains("give them in detection.rules.placeholders.noise");
  }

  @Test
  void aRuleOnTrialIsNamedAsTheConfigurationNamesIt() {
    String id = "6f0e3a0e-1b1f-4b7a-9d5c-0b8f7c1c2d3e";
    RuleSettings trial = new RuleSettings(List.of(), List.of(), List.of(id), Map.of());

    assertThat(bind(trial, RULE, COUNT).book().correlation("many-boos").trial()).isEqualTo(id);
  }

  @Test
  void aFileReplacesTheBuiltInRuleOfTheSameId() {
    RuleSettings all = RuleSettings.defaults();
    String ours =
        """
        title: Ours
        id: 10895e3d-47cf-4050-8d35-3331bc960e36
        name: login-brute-force
        correlation:
          type: event_count
          rules: [failed-login-from-address]
          group-by: [service.name, source.ip]
          timespan: 10m
          condition: {gte: 50}
        level: low
        """;

    Bound bound = SigmaBinder.ofPack(all).bind(Map.of("ours.yml", ours));

    assertThat(bound.refused()).isEmpty();
    Watch watch = bound.book().correlation("login-brute-force");
    assertThat(watch.title()).isEqualTo("Ours");
    assertThat(watch.severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void theBuiltInRulesAreAllUsed() {
    Bound bound = SigmaBinder.ofPack(RuleSettings.defaults()).bind(Map.of());

    assertThat(bound.refused()).isEmpty();
    assertThat(bound.book().size()).isGreaterThan(100);
  }

  private static String count(String name, String of, String groupBy) {
    return """
    title: Many of %2$s
    name: %1$s
    correlation:
      type: event_count
      rules: [%2$s]
      group-by: [%3$s]
      timespan: 5m
      condition: {gte: 3}
    level: high
    """
        .formatted(name, of, groupBy);
  }

  @ParameterizedTest
  @CsvSource({
    "'service.name, source.ip', 'service.name', true",
    "'service.name, source.ip', 'source.ip', false",
    "'source.ip', 'service.name', false",
    "'source.ip', 'source.ip', false",
  })
  void whatGroupsByServerAllTheWayDownIsCountedWhereItsLogIsRead(
      String below, String above, boolean local) {
    Book book = bind(RULE, count("few", "boo", below), count("many", "few", above)).book();

    assertThat(watch(book, "few").local()).isEqualTo(below.contains("service.name"));
    assertThat(watch(book, "many").local()).isEqualTo(local);
  }

  @Test
  void aServerUnderAnotherNameIsNotThatOfTheLog() {
    String alias =
        """
        title: Many of a node
        name: many
        correlation:
          type: event_count
          rules: [boo]
          group-by: [service.name]
          timespan: 5m
          condition: {gte: 3}
          aliases:
            service.name: {boo: service.node.name}
        level: high
        """;

    assertThat(watch(bind(RULE, alias).book(), "many").local()).isFalse();
  }

  private static Watch watch(Book book, String name) {
    return Objects.requireNonNull(book.correlation(name), name);
  }

  @Test
  void aRecordDoesNotSayWhichServerItIsOf() {
    LogParsed log =
        new LogParsed(
            "1",
            Instant.EPOCH,
            Asset.of("chat-1"),
            "openfire",
            null,
            new LogObserved.LogOrigin("file", "/a.log", 1L),
            new TreeMap<>(Map.of("service.name", "chat-2")));

    assertThat(new Line().of(log).text("service.name")).isEqualTo("chat-1");
  }
}
