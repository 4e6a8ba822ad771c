package io.patchwatch.streams;

import static io.patchwatch.streams.Given.minute;
import static io.patchwatch.streams.Lines.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Exposure;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Finding.Transition;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.RulePublished;
import io.patchwatch.events.RuleWithdrawn;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.rules.HandBook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows a match: correlations, cases, explanations, exposure; with rules made by hand. */
class RulesTest {

  private static final String[] BY_ADDRESS = {"service.name", "source.ip"};

  @TempDir private Path state;
  private final Lines lines = new Lines();
  private Stage stage;

  @AfterEach
  void close() {
    stage.close();
  }

  private static HandBook book(String... trials) {
    return new HandBook(trials)
        .rule("failed", "failed login")
        .rule("accepted", "login of")
        .rule("database-away", "database is down")
        .count("force", "failed", 5, BY_ADDRESS)
        .ordered("broken-in", BY_ADDRESS, "force", "accepted")
        .distinct("stuffing", "failed", "service.name", 3, "source.ip")
        .telling("exploit", "exploit", Severity.HIGH, Given.CVE)
        .telling("scan", "scan", Severity.LOW);
  }

  private Stage open(HandBook book) {
    stage = new Stage(state, book::forEver);
    return stage;
  }

  private void failures(int count) {
    for (int i = 0; i < count; i++) {
      stage.with(lines.failed("alice", MALLORY, i));
    }
  }

  private List<Finding> of(String rule) {
    return stage.findings().stream()
        .filter(finding -> finding.conclusion().labels().getOrDefault("rule", "").equals(rule))
        .toList();
  }

  private static Attacked attacked(Finding finding) {
    return (Attacked) finding.conclusion();
  }

  @Test
  void opensAtTheFifthFailureWithinTenMinutes() {
    open(book());
    failures(4);
    assertThat(of("force")).isEmpty();

    stage.with(lines.failed("alice", MALLORY, 4));

    Finding finding = of("force").getFirst();
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.at()).isEqualTo(minute(4));
    Attacked attacked = attacked(finding);
    assertThat(attacked.sourceIp()).isEqualTo(MALLORY);
    assertThat(attacked.userName()).isEqualTo("alice");
    assertThat(attacked.count()).isEqualTo(5);
    assertThat(attacked.from()).isEqualTo(minute(0));
    assertThat(attacked.samples()).hasSize(1).first().asString().contains("failed login of alice");
    assertThat(attacked.advice()).isEqualTo("Advice on force");
  }

  @Test
  void aCorrelationOfACorrelationIsFound() {
    open(book());
    failures(5);

    stage.with(lines.accepted("bob", MALLORY, 6));

    Finding finding = of("broken-in").getFirst();
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(attacked(finding).userName()).isEqualTo("bob");
    assertThat(attacked(finding).count()).isEqualTo(6);
    assertThat(attacked(finding).samples())
        .anyMatch(sample -> sample.contains("failed login of alice"))
        .anyMatch(sample -> sample.contains("login of bob"));
  }

  @Test
  void successBeforeTheFailuresIsNoBreakIn() {
    open(book()).with(lines.accepted("bob", MALLORY, 0));
    for (int i = 1; i < 7; i++) {
      stage.with(lines.failed("alice", MALLORY, i));
    }

    assertThat(of("force")).hasSize(1);
    assertThat(of("broken-in")).isEmpty();
  }

  @Test
  void successAfterTwoFailuresIsATypingError() {
    open(book());
    failures(2);
    stage.with(lines.accepted("alice", MALLORY, 3));

    assertThat(stage.findings()).isEmpty();
  }

  @Test
  void groupsMayReachAcrossServers() {
    open(book());
    for (String asset : List.of("chat-1", "chat-2", "chat-1", "chat-3")) {
      stage.with(lines.failed(asset, "alice", MALLORY, 1));
    }

    Finding finding = of("stuffing").getFirst();
    assertThat(of("stuffing")).hasSize(1);
    assertThat(attacked(finding).servers()).containsExactly("chat-1", "chat-2", "chat-3");
    assertThat(finding.conclusion().headline()).contains("on 3 servers");
  }

  @Test
  void aFindingAcrossServersIsOneFindingWhicheverServerComesNext() {
    open(book());
    for (String asset : List.of("chat-1", "chat-2", "chat-3", "chat-4", "chat-4", "chat-4")) {
      stage.with(lines.failed(asset, "alice", MALLORY, 1));
    }

    assertThat(of("stuffing"))
        .extracting(Finding::transition)
        .containsExactly(Transition.OPENED, Transition.UPDATED);
    assertThat(of("stuffing"))
        .extracting(Finding::fingerprint)
        .containsOnly(of("stuffing").getFirst().fingerprint());
    stage.after(Duration.ofMinutes(16));
    assertThat(of("stuffing").getLast().resolved()).isTrue();
  }

  @Test
  void theSameRecordAgainIsNotCounted() {
    open(book());
    LogObserved once = lines.failed("alice", MALLORY, 0);

    stage.with(once, once, once, once, once, once);

    assertThat(stage.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "null", "-", "undefined", "::ffff:127.0.0.1"})
  void addressesThatNameNobodyAreNotCountedTogether(String ip) {
    open(book());
    for (int i = 0; i < 20; i++) {
      stage.with(lines.failed("user-" + i, ip, 0));
    }

    assertThat(stage.findings()).isEmpty();
  }

  @Test
  void updatesOnlyWhenTheCountHasDoubled() {
    open(book());
    for (int i = 0; i < 40; i++) {
      stage.with(lines.failed("alice", MALLORY, 0));
    }

    assertThat(of("force")).extracting(f -> attacked(f).count()).containsExactly(5L, 10L, 20L, 40L);
  }

  @Test
  void quietEndsItByOurClock() {
    open(book());
    failures(5);
    stage.after(Duration.ofMinutes(14));
    assertThat(of("force")).hasSize(1);

    stage.after(Duration.ofMinutes(2));

    assertThat(of("force").getLast().resolution().reason()).isEqualTo(Reason.ATTACK_ENDED);
    assertThat(of("force").getLast().resolution().detail())
        .isEqualTo("no such log record for 15m; 5 in all");
  }

  @Test
  void timeWithoutUsIsNotQuiet() {
    open(book());
    failures(5);
    stage.after(Duration.ofMinutes(14)).restarted().settled().after(Duration.ofMinutes(14));
    assertThat(stage.open()).isNotEmpty();

    stage.after(Duration.ofMinutes(2));

    assertThat(stage.open()).isEmpty();
  }

  @Test
  void countsSurviveARestart() {
    open(book());
    failures(4);

    stage.restarted().with(lines.failed("alice", MALLORY, 4));

    assertThat(of("force")).hasSize(1);
  }

  @Test
  void whatExplainsItLowersTheSeverityAndSaysSo() {
    open(book()).with(lines.databaseDown(0));

    failures(5);

    assertThat(stage.last().severity()).isEqualTo(Severity.LOW);
    assertThat(stage.last().conclusion().headline())
        .contains("perhaps only: Title of database-away");
  }

  @Test
  void anExplanationMayComeAfterwards() {
    open(book());
    failures(5);
    assertThat(stage.last().severity()).isEqualTo(Severity.HIGH);

    stage.with(lines.databaseDown(5));

    assertThat(stage.last().severity()).isEqualTo(Severity.LOW);
    assertThat(stage.last().transition()).isEqualTo(Transition.UPDATED);
  }

  @Test
  void anOutageOfAnotherTimeExplainsNothing() {
    open(book()).with(lines.line("chat-1", -60, "database is down: connection refused"));

    failures(5);

    assertThat(stage.last().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void anAttackThatGoesOnLongAfterTheOutageIsNotExplainedByIt() {
    open(book()).with(lines.databaseDown(0));
    failures(5);

    for (int i = 0; i < 6; i++) {
      stage.with(lines.failed("alice", MALLORY, 60 + i));
    }

    assertThat(of("force").getLast().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void aRuleOnTrialTellsNothingAndIsCounted() {
    open(book("force"));

    failures(10);

    assertThat(of("force")).isEmpty();
    assertThat(stage.rules().counters().trials("force")).isEqualTo(2);
  }

  @Test
  void aSingleMatchIsToldOncePerAddressAndEndsWhenItIsQuiet() {
    open(new HandBook().telling("bad", "failed login", Severity.LOW));
    for (String ip : List.of(MALLORY, MALLORY, MALLORY, "198.51.100.9")) {
      stage.with(lines.failed("x", ip, 0));
    }

    assertThat(of("bad"))
        .extracting(finding -> attacked(finding).sourceIp() + " " + attacked(finding).count())
        .containsExactly(MALLORY + " 1", MALLORY + " 2", "198.51.100.9 1");
    stage.after(Duration.ofMinutes(61));
    assertThat(stage.open()).isEmpty();
  }

  @Test
  void rulesTakeEffectAndAreWithdrawnWithoutARestart() {
    stage = new Stage(state, () -> book().whileThereIsAFile());
    failures(5);
    assertThat(of("force")).isEmpty();

    stage.with(new RulePublished("r-1", Given.NOON, "rule-files", "ours.yml", "text"));
    stage.settled();
    failures(5);
    assertThat(of("force")).hasSize(1);

    stage.with(new RuleWithdrawn("r-2", Given.NOON, "rule-files", "ours.yml", "removed"));
    stage.settled();
    assertThat(of("force").getLast().resolution().reason()).isEqualTo(Reason.RULE_WITHDRAWN);
    failures(5);
    assertThat(of("force").getLast().resolved()).isTrue();
  }

  @Test
  void rulesOfTheTopicHoldAfterARestart() {
    stage = new Stage(state, () -> book().whileThereIsAFile());
    stage.with(new RulePublished("r-1", Given.NOON, "rule-files", "ours.yml", "text"));

    stage.settled().restarted().settled();
    failures(5);

    assertThat(of("force")).hasSize(1);
  }

  private LogObserved exploit(long minute) {
    return lines.of(
        "chat-1",
        "openfire",
        minute(minute).toString().replace("T", " ").replace("Z", "") + " exploit");
  }

  private static AffectedRange until475() {
    return AffectedRange.until("3.10.0", "4.7.5");
  }

  @Test
  void exposureIsWeighedWhicheverComesLast() {
    stage = new Stage(state, () -> exploits().forEver());
    stage.with(exploit(0)).settled();
    assertThat(exposure()).isEqualTo(Exposure.UNKNOWN);
    assertThat(of("exploit").getLast().severity()).isEqualTo(Severity.HIGH);

    stage.with(Given.runs("chat-1", "openfire", "4.7.4", minute(1))).settled();
    assertThat(exposure()).isEqualTo(Exposure.UNKNOWN);

    stage.with(Given.advisory(minute(2), until475())).settled();
    assertThat(exposure()).isEqualTo(Exposure.VULNERABLE);
    assertThat(of("exploit").getLast().severity()).isEqualTo(Severity.CRITICAL);

    stage.with(Given.runs("chat-1", "openfire", "4.7.5", minute(3))).settled();
    assertThat(exposure()).isEqualTo(Exposure.NOT_AFFECTED);
    assertThat(of("exploit").getLast().severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void anAttackOnAServerKnownToBeVulnerableIsCriticalAtOnce() {
    stage = new Stage(state, () -> exploits().forEver());
    stage.with(Given.advisory(minute(0), until475()));
    stage.with(Given.runs("chat-1", "openfire", "4.7.4", minute(1))).settled();

    stage.with(exploit(2));

    assertThat(of("exploit")).hasSize(1);
    assertThat(of("exploit").getFirst().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(attacked(of("exploit").getFirst()).vulnerability()).isEqualTo(Given.CVE);
    assertThat(stage.last().conclusion().headline()).contains("this server has " + Given.CVE);
  }

  @Test
  void anAttackOnAPatchedServerIsInformationAndEndsLikeAnyOther() {
    stage = new Stage(state, () -> exploits().forEver());
    stage.with(Given.runs("chat-1", "openfire", "4.7.5", minute(1)));
    stage.with(Given.advisory(minute(0), until475())).settled();

    stage.with(exploit(2)).settled();
    assertThat(of("exploit").getFirst().severity()).isEqualTo(Severity.INFO);

    stage.after(Duration.ofMinutes(61));
    assertThat(of("exploit").getLast().resolved()).isTrue();
  }

  @Test
  void exposureSurvivesARestart() {
    stage = new Stage(state, () -> exploits().forEver());
    stage.with(exploit(0), Given.runs("chat-1", "openfire", "4.7.4", minute(1))).settled();

    stage.restarted().settled().with(Given.advisory(minute(2), until475())).settled();

    assertThat(exposure()).isEqualTo(Exposure.VULNERABLE);
  }

  private static HandBook exploits() {
    return new HandBook().tellingOfServers("exploit", "exploit", Severity.HIGH, Given.CVE);
  }

  private Exposure exposure() {
    return attacked(of("exploit").getLast()).exposure();
  }
}
