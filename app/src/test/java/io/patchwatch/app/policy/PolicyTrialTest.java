package io.patchwatch.app.policy;

import static io.patchwatch.app.policy.Known.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.PatchStatus;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.policy.Policy;
import io.patchwatch.streams.policy.PolicyRule;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTrialTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant WEEK_AGO = NOON.minus(Duration.ofDays(7));

  private static Policy due(int days) {
    PolicyRule.When critical =
        new PolicyRule.When(null, List.of(Severity.CRITICAL), null, List.of(), List.of(), Map.of());
    PolicyRule rule =
        new PolicyRule(
            "critical", critical, Duration.ofDays(days), false, DAY, List.of(), List.of());
    return new Policy(List.of(rule), List.of(), Policy.none().exceptions(), null);
  }

  private static PolicyTrial trial(Policy before, Policy after, Finding... findings) {
    return PolicyTrial.of(before, after, List.of(findings), WEEK_AGO, NOON);
  }

  @Test
  void countsTheWarningsAndBreachesThatTheChangeWouldHaveBrought() {
    Finding finding = Known.open("chat", NOON.minus(Duration.ofDays(5)));
    PolicyTrial.Trial only = trial(due(30), due(3), finding).trials().getFirst();
    assertThat(only.before().begun()).containsExactly(PatchStatus.IN_TIME);
    assertThat(only.after().begun())
        .containsExactly(PatchStatus.IN_TIME, PatchStatus.DUE_SOON, PatchStatus.OVERDUE);
    assertThat(only.after().last().due()).isEqualTo(NOON.minus(Duration.ofDays(2)));
    assertThat(only.differs()).isTrue();
  }

  @Test
  void doesNotCountWhatBeganBeforeThePeriod() {
    Finding old = Known.open("chat", NOON.minus(Duration.ofDays(60)));
    PolicyTrial.Trial only = trial(Policy.none(), due(3), old).trials().getFirst();
    assertThat(only.after().begun()).isEmpty();
    assertThat(only.after().last().status()).isEqualTo(PatchStatus.OVERDUE);
    assertThat(only.before().last().status()).isEqualTo(PatchStatus.NONE);
  }

  @Test
  void stopsTheClockWhenAFindingWasResolved() {
    Instant opened = NOON.minus(Duration.ofDays(5));
    Finding fixed =
        Known.resolved(
            "chat", opened, opened.plus(DAY), Reason.FIXED_VERSION_OBSERVED, "4.7.5 observed");
    PolicyTrial.Trial only = trial(due(30), due(3), fixed).trials().getFirst();
    assertThat(only.after().begun()).containsExactly(PatchStatus.IN_TIME);
    Finding longAgo =
        Known.resolved(
            "old",
            NOON.minus(Duration.ofDays(40)),
            NOON.minus(Duration.ofDays(30)),
            Reason.FIXED_VERSION_OBSERVED,
            "4.7.5 observed");
    assertThat(trial(due(30), due(3), longAgo).trials()).isEmpty();
  }

  @Test
  void saysTheDifferenceByEnvironmentAndSeverityAndNamesTheFindings() {
    StringWriter text = new StringWriter();
    PolicyTrialText.print(
        trial(due(30), due(3), Known.open("chat", NOON.minus(Duration.ofDays(5)))),
        new PrintWriter(text));
    assertThat(text.toString())
        .containsPattern("production +critical +0 -> 1 +0 -> 1")
        .containsPattern("overdue +0 -> 1")
        .contains("chat CVE-2023-32315: in-time, due 2026-12-18T12:00:00Z -> overdue")
        .contains("nothing was sent");
  }

  @Test
  void saysThatTheSamePolicyChangesNothing() {
    PolicyTrial same = trial(due(3), due(3), Known.open("chat", NOON.minus(Duration.ofDays(5))));
    assertThat(same.trials()).hasSize(1).noneMatch(PolicyTrial.Trial::differs);
  }
}
