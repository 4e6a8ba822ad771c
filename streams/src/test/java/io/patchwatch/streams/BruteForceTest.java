package io.patchwatch.streams;

import static io.patchwatch.streams.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Finding.Transition;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.RuleHit;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BruteForceTest {

  private static final String MALLORY = "203.0.113.7";
  private static final String BREAK_IN = "login-success-after-failures";

  @TempDir private Path state;
  private Stage stage;
  private int lines;

  /** What a rule of the pack told. */
  private List<Finding> of(String rule) {
    return stage.findings().stream()
        .filter(finding -> finding.conclusion().labels().getOrDefault("rule", "").equals(rule))
        .toList();
  }

  @BeforeEach
  void open() {
    stage = new Stage(state);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private LogObserved line(Instant at, String text) {
    String message = at + " " + text;
    return new LogObserved(
        "line-" + lines++,
        Given.NOON,
        "file-tail",
        Asset.of("chat-1"),
        "testchat",
        new LogObserved.LogOrigin("file", "/var/log/testchat.log", (long) lines),
        message,
        false);
  }

  private LogObserved failed(String user, String ip, long minute) {
    return line(minute(minute), "failed login of " + user + " from " + ip);
  }

  private void failures(int count, String ip) {
    for (int i = 0; i < count; i++) {
      stage.with(failed("alice", ip, i));
    }
  }

  @Test
  void opensAtTheFifthFailureWithinTenMinutes() {
    failures(4, MALLORY);
    assertThat(stage.findings()).isEmpty();

    stage.with(failed("alice", MALLORY, 4));

    Finding finding = stage.findings().getFirst();
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.at()).isEqualTo(minute(4));
    Attacked attacked = (Attacked) finding.conclusion();
    assertThat(attacked.sourceIp()).isEqualTo(MALLORY);
    assertThat(attacked.userName()).isEqualTo("alice");
    assertThat(attacked.count()).isEqualTo(5);
    assertThat(attacked.from()).isEqualTo(minute(0));
    assertThat(attacked.samples()).hasSize(1).first().asString().contains("failed login of alice");
  }

  @Test
  void whatIsCountedByServerIsCountedThereAndOnlyTheRestTravels() {
    stage.with(failed("alice", MALLORY, 0));

    assertThat(stage.records(Topic.RULE_HITS))
        .extracting(record -> Wire.decode(record.value(), RuleHit.class).correlation())
        .containsExactlyInAnyOrder("credential-stuffing", "credential-stuffing-account");
  }

  @Test
  void slowFailuresAreNoAttack() {
    for (int i = 0; i < 20; i++) {
      stage.with(failed("alice", MALLORY, 3L * i));
    }

    assertThat(stage.findings()).isEmpty();
  }

  @Test
  void failuresInDisorderCountTheSame() {
    for (int minute : new int[] {3, 0, 4, 1, 2}) {
      stage.with(failed("alice", MALLORY, minute));
    }

    assertThat(stage.findings()).hasSize(1);
  }

  @Test
  void theSameRecordAgainIsNotCounted() {
    LogObserved once = failed("alice", MALLORY, 0);

    stage.with(once, once, once, once, once, once);

    assertThat(stage.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "null", "-", "undefined"})
  void addressesThatNameNobodyAreNotCountedTogether(String ip) {
    for (int i = 0; i < 20; i++) {
      stage.with(failed("user-" + i, ip, 0));
    }

    assertThat(stage.findings()).isEmpty();
  }

  @Test
  void withoutAnAddressTheAccountIsWatched() {
    failures(5, "127.0.0.1");

    Attacked attacked = (Attacked) stage.last().conclusion();
    assertThat(attacked.rule()).isEqualTo("login-brute-force-account");
    assertThat(attacked.userName()).isEqualTo("alice");
    assertThat(attacked.sourceIp()).isNull();
  }

  @Test
  void successAfterTheFailuresIsCritical() {
    failures(5, MALLORY);

    stage.with(line(minute(6), "login of alice from " + MALLORY));

    Finding finding = of(BREAK_IN).getLast();
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.transition()).isEqualTo(Transition.OPENED);
    assertThat(((Attacked) finding.conclusion()).userName()).isEqualTo("alice");
    assertThat(finding.conclusion().headline()).contains("A login succeeded after a brute force");
  }

  @Test
  void successAfterTwoFailuresIsATypingError() {
    failures(2, MALLORY);

    stage.with(line(minute(6), "login of alice from " + MALLORY));

    assertThat(stage.findings()).isEmpty();
  }

  @Test
  void updatesOnlyWhenTheCountHasDoubled() {
    for (int i = 0; i < 40; i++) {
      stage.with(failed("alice", MALLORY, 0));
    }

    assertThat(of("login-brute-force"))
        .extracting(f -> ((Attacked) f.conclusion()).count())
        .containsExactly(5L, 10L, 20L, 40L);
  }

  @Test
  void quietEndsTheAttackByOurClock() {
    failures(5, MALLORY);
    stage.after(Duration.ofMinutes(14));
    assertThat(stage.findings()).hasSize(1);

    stage.after(Duration.ofMinutes(2));

    assertThat(stage.last().resolution().reason()).isEqualTo(Reason.ATTACK_ENDED);
  }

  @Test
  void timeWithoutUsIsNotQuiet() {
    failures(5, MALLORY);
    stage.after(Duration.ofMinutes(14)).restarted().settled().after(Duration.ofMinutes(14));
    assertThat(stage.findings()).hasSize(1);

    stage.after(Duration.ofMinutes(2));

    assertThat(stage.open()).isEmpty();
  }

  @Test
  void databaseOutageLowersTheSeverityAndSaysSo() {
    stage.with(line(minute(0), "database is down: connection refused"));

    failures(5, MALLORY);

    Finding finding = of("login-brute-force").getLast();
    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.conclusion().headline()).contains("The database could not be reached");
  }

  /** As ejabberd 23.01 wrote them, met by its parser in the built-in catalogue. */
  @Test
  void realEjabberdLinesAreAnAttackAndABreakIn() {
    String where = "[warning] <0.525.0>@ejabberd_c2s:process_auth_result/3:280 (tls|<0.525.0>) ";
    for (int i = 0; i < 5; i++) {
      stage.with(
          ejabberd(
              "2026-11-23 15:07:5"
                  + i
                  + ".556564+00:00 "
                  + where
                  + "Failed c2s PLAIN authentication for alice@localhost from 127.0.0.1: Invalid"
                  + " username or password"));
    }
    stage.with(
        ejabberd(
            "2026-11-23 15:07:59.016874+00:00 [info] <0.527.0>@ejabberd_c2s:"
                + "process_auth_result/3:272 (tls|<0.527.0>) Accepted c2s PLAIN authentication for"
                + " alice@localhost by mnesia backend from 127.0.0.1"));

    assertThat(stage.findings())
        .extracting(finding -> finding.conclusion().labels().get("rule"), Finding::severity)
        .containsExactly(
            tuple("login-brute-force-account", Severity.HIGH),
            tuple(BREAK_IN + "-account", Severity.CRITICAL));
    assertThat(((Attacked) stage.last().conclusion()).userName()).isEqualTo("alice@localhost");
  }

  private LogObserved ejabberd(String text) {
    return new LogObserved(
        "ejabberd-" + lines++,
        Given.NOON,
        "file-tail",
        Asset.of("chat-2"),
        "ejabberd",
        new LogObserved.LogOrigin("file", "/var/log/ejabberd/ejabberd.log", (long) lines),
        text,
        false);
  }

  @Test
  void everyRecordIsWrittenParsed() {
    String text = "database is down: " + "x".repeat(32_000);
    stage.with(line(minute(0), text), failed("alice", MALLORY, 1));

    assertThat(stage.records(Topic.LOGS_PARSED))
        .extracting(r -> Wire.decode(r.value(), LogParsed.class).field("event.action"))
        .containsExactly("database-unavailable", "login");
  }
}
