package io.patchwatch.streams;

import static io.patchwatch.streams.Given.CVE;
import static io.patchwatch.streams.Given.NOON;
import static io.patchwatch.streams.Given.advisory;
import static io.patchwatch.streams.Given.minute;
import static io.patchwatch.streams.Given.runs;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Event;
import io.patchwatch.events.ExceptionEnding;
import io.patchwatch.events.ExceptionRevoked;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Finding.Transition;
import io.patchwatch.events.ImpactStated;
import io.patchwatch.events.PatchStatus;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.Scope;
import io.patchwatch.streams.policy.Policy;
import io.patchwatch.streams.policy.PolicyRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTest {

  private static final AffectedRange BEFORE_FIX = AffectedRange.until("4.7.0", "4.7.5");

  @TempDir private Path state;

  @SuppressWarnings("NullAway") // absent is what the constructors take for "the default"
  private static DetectionSettings sevenDays() {
    PolicyRule rule =
        new PolicyRule(
            "all", null, Duration.ofDays(7), false, Duration.ofDays(2), List.of(), List.of());
    return new DetectionSettings(
        null, 0, null, new Policy(List.of(rule), List.of(), null, null), null, null, null);
  }

  private Stage stage() {
    return new Stage(state, sevenDays(), TestCatalogue.get());
  }

  private static Event vulnerable() {
    return advisory(NOON, BEFORE_FIX);
  }

  static RiskAccepted accepted(String exception, Instant at, Duration forSoLong) {
    return new RiskAccepted(
        exception + at,
        at,
        "configuration",
        exception,
        "chat-team",
        "the console is behind a VPN",
        Scope.of(CVE, "openfire"),
        at.plus(forSoLong));
  }

  static ImpactStated stated(ImpactStated.Status status, Instant at, String exception) {
    return new ImpactStated(
        exception + at,
        at,
        "vex-directory",
        exception,
        at,
        "Ignite",
        "vex.json",
        status,
        status == ImpactStated.Status.NOT_AFFECTED ? "vulnerable_code_not_present" : null,
        null,
        Scope.of(Given.GHSA.toLowerCase(Locale.ROOT), "openfire"));
  }

  private static Unpatched unpatched(Finding finding) {
    return (Unpatched) finding.conclusion();
  }

  private static List<PatchStatus> statuses(Stage stage) {
    return stage.findings().stream().map(f -> unpatched(f).patchStatus()).toList();
  }

  @Test
  void withoutAPolicyNothingIsDue() {
    try (Stage stage = new Stage(state)) {
      stage.with(vulnerable(), runs("chat", "openfire", "4.7.4", minute(1))).settled();
      stage.after(Duration.ofDays(4000));
      assertThat(stage.open()).hasSize(1);
      assertThat(unpatched(stage.last()).due()).isNull();
      assertThat(unpatched(stage.last()).patchStatus()).isEqualTo(PatchStatus.NONE);
    }
  }

  @Test
  void warnsBeforeTheDueDateAndTellsTheBreachOnQuietTopics() {
    try (Stage stage = stage()) {
      stage.with(vulnerable(), runs("chat", "openfire", "4.7.4", minute(1))).settled();
      assertThat(unpatched(stage.last()).due()).isEqualTo(NOON.plus(Duration.ofDays(7)));
      stage.after(Duration.ofDays(4));
      assertThat(statuses(stage)).containsExactly(PatchStatus.IN_TIME);
      stage.after(Duration.ofDays(2));
      stage.after(Duration.ofDays(2));
      assertThat(statuses(stage))
          .containsExactly(PatchStatus.IN_TIME, PatchStatus.DUE_SOON, PatchStatus.OVERDUE);
      assertThat(stage.last().labels()).containsEntry("patch_status", "overdue");
      assertThat(stage.last().openedAt()).isEqualTo(stage.findings().getFirst().openedAt());
    }
  }

  @Test
  void theClockGoesOnAcrossARestartAndARepeatedAdvisory() {
    try (Stage stage = stage()) {
      stage.with(vulnerable(), runs("chat", "openfire", "4.7.4", minute(1))).settled();
      stage.after(Duration.ofDays(3)).restarted().settled();
      stage.with(vulnerable(), runs("chat", "openfire", "4.7.4", minute(5))).settled();
      stage.after(Duration.ofDays(5));
      assertThat(unpatched(stage.last()).due()).isEqualTo(NOON.plus(Duration.ofDays(7)));
      assertThat(unpatched(stage.last()).patchStatus()).isEqualTo(PatchStatus.OVERDUE);
    }
  }

  @Test
  void aSecondLifeStartsANewClock() {
    try (Stage stage = stage()) {
      stage.with(vulnerable(), runs("chat", "openfire", "4.7.4", minute(1))).settled();
      stage.after(Duration.ofDays(8));
      stage.with(runs("chat", "openfire", "4.7.5", minute(10))).settled();
      stage.with(runs("chat", "openfire", "4.7.4", minute(11))).settled();
      assertThat(stage.open())
          .filteredOn(f -> f.conclusion() instanceof Unpatched)
          .singleElement()
          .matches(f -> unpatched(f).patchStatus() == PatchStatus.IN_TIME);
    }
  }

  @Test
  void anAcceptedRiskIsResolvedWithWhoAndWhyAndReturnsByItself() {
    try (Stage stage = stage()) {
      stage.with(vulnerable(), runs("chat", "openfire", "4.7.4", minute(1))).settled();
      stage.with(accepted("vpn", NOON, Duration.ofDays(30))).settled();
      Finding resolved = stage.last();
      assertThat(resolved.transition()).isEqualTo(Transition.RESOLVED);
      assertThat(resolved.resolution().reason()).isEqualTo(Reason.RISK_ACCEPTED);
      assertThat(resolved.resolution().detail())
          .isEqualTo(
              "risk accepted by chat-team until 2026-12-23T12:00:00Z: the console is behind a VPN"
                  + " (exception vpn)");
      stage.after(Duration.ofDays(24));
      ExceptionEnding warning = (ExceptionEnding) stage.last().conclusion();
      assertThat(warning.covers()).containsExactly(CVE);
      assertThat(stage.open()).hasSize(1);
      stage.after(Duration.ofDays(7));
      assertThat(stage.open()).extracting(f -> f.conclusion().kind()).containsExactly("unpatched");
      assertThat(unpatched(stage.open().getFirst()).patchStatus()).isEqualTo(PatchStatus.OVERDUE);
    }
  }

  @Test
  void anExceptionThatWasThereFirstOpensNothingAlsoAfterARestart() {
    try (Stage stage = stage()) {
      stage.with(accepted("vpn", NOON, Duration.ofDays(30))).settled().restarted().settled();
      stage.with(vulnerable(), runs("chat", "openfire", "4.7.4", minute(1))).settled();
      assertThat(stage.findings()).isEmpty();
      stage.restarted().after(Duration.ofDays(31));
      assertThat(stage.open()).extracting(f -> f.conclusion().kind()).containsExactly("unpatched");
    }
  }

  @Test
  void revokingOpensAgainAtOnceAndLateCommandsChangeNothing() {
    try (Stage stage = stage()) {
      stage.with(vulnerable(), runs("chat", "openfire", "4.7.4", minute(1))).settled();
      stage.with(accepted("vpn", NOON, Duration.ofDays(3))).settled();
      assertThat(stage.open())
          .extracting(f -> f.conclusion().kind())
          .containsExactly("exception-ending");
      stage
          .with(new ExceptionRevoked("r", minute(9), "cli", "vpn", "alice", "the VPN is gone"))
          .settled();
      assertThat(stage.open()).extracting(f -> f.conclusion().kind()).containsExactly("unpatched");
      stage.with(accepted("vpn", minute(8), Duration.ofDays(3))).settled();
      assertThat(stage.open()).extracting(f -> f.conclusion().kind()).containsExactly("unpatched");
    }
  }

  @Test
  void aScopeHoldsOnlyWhatItNames() {
    try (Stage stage = stage()) {
      stage.with(vulnerable(), runs("chat-1", "openfire", "4.7.4", minute(1)));
      stage.with(runs("chat-2", "openfire", "4.7.4", minute(1))).settled();
      RiskAccepted one =
          new RiskAccepted(
              "a",
              NOON,
              "cli",
              "one",
              "alice",
              "replaced next week",
              new Scope(
                  List.of(),
                  "testchat-no-such",
                  List.of(),
                  List.of("chat-1"),
                  null,
                  new TreeMap<>()),
              NOON.plus(Duration.ofDays(30)));
      stage.with(one).settled();
      assertThat(stage.open()).hasSize(2);
      RiskAccepted right =
          new RiskAccepted(
              "b",
              minute(1),
              "cli",
              "one",
              "alice",
              "replaced next week",
              new Scope(List.of(), null, List.of(), List.of("chat-1"), null, new TreeMap<>()),
              NOON.plus(Duration.ofDays(30)));
      stage.with(right).settled();
      assertThat(stage.open()).extracting(f -> f.asset().id()).containsExactly("chat-2");
    }
  }

  @Test
  void aStatementThatItIsNotAffectedResolvesAndANewerWordOpensAgain() {
    try (Stage stage = stage()) {
      stage.with(vulnerable(), runs("chat", "openfire", "4.7.4", minute(1))).settled();
      stage.with(stated(ImpactStated.Status.NOT_AFFECTED, minute(2), "vex/1")).settled();
      assertThat(stage.last().resolution().reason()).isEqualTo(Reason.NOT_AFFECTED);
      assertThat(stage.last().resolution().detail())
          .isEqualTo("not affected, says Ignite: vulnerable_code_not_present");
      stage.with(stated(ImpactStated.Status.UNDER_INVESTIGATION, minute(3), "vex/2")).settled();
      assertThat(unpatched(stage.last()).note())
          .isEqualTo("under investigation, says Ignite (vex.json)");
      assertThat(stage.last().resolved()).isFalse();
    }
  }

  @Test
  void fixedIsNotBelievedWithoutAnObservedVersion() {
    try (Stage stage = stage()) {
      stage.with(stated(ImpactStated.Status.FIXED, minute(2), "vex/1"));
      stage.with(vulnerable(), runs("chat", "openfire", "4.7.4", minute(1))).settled();
      assertThat(stage.open()).hasSize(1);
      assertThat(unpatched(stage.last()).note()).contains("not believed");
    }
  }

  @Test
  void anExceptionLongerThanThePolicyAllowsIsADeadLetter() {
    try (Stage stage = stage()) {
      stage.with(accepted("forever", NOON, Duration.ofDays(91))).settled();
      assertThat(stage.deadLetters())
          .singleElement()
          .satisfies(letter -> assertThat(letter.error()).contains("exceptions.longest (90 days)"));
    }
  }
}
