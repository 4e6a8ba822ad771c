package io.patchwatch.streams.policy;

import static io.patchwatch.events.PatchStatus.DUE_SOON;
import static io.patchwatch.events.PatchStatus.FROZEN;
import static io.patchwatch.events.PatchStatus.IN_TIME;
import static io.patchwatch.events.PatchStatus.OVERDUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PatchClockTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Asset CHAT = Asset.of("chat", "production", null, Map.of("tier", "gold"));
  private static final PolicyRule.When ALWAYS =
      new PolicyRule.When(null, List.of(), null, List.of(), List.of(), Map.of());

  private static Unpatched finding(
      boolean exploited, @Nullable LocalDate exploitedDue, @Nullable Double epss) {
    return new Unpatched(
        "openfire",
        "4.7.4",
        "CVE-2023-32315",
        "GHSA-gw42-f939-fhvm",
        "osv:GHSA",
        "",
        8.6,
        List.of(),
        exploited,
        exploitedDue,
        epss,
        "4.7.5",
        null,
        List.of(),
        new Evidence("http-probe", "http://chat", null));
  }

  private static PolicyRule days(PolicyRule.When when, int due, int warn) {
    return rule(when, Duration.ofDays(due), false, Duration.ofDays(warn), List.of(), List.of());
  }

  private static PolicyRule rule(
      PolicyRule.When when,
      @Nullable Duration due,
      boolean cisa,
      Duration warn,
      List<String> freeze,
      List<String> maintenance) {
    return new PolicyRule("rule", when, due, cisa, warn, freeze, maintenance);
  }

  private static PatchClock clock(List<Calendar> calendars, PolicyRule... rules) {
    return new PatchClock(new Policy(List.of(rules), calendars, ExceptionRules.defaults(), null));
  }

  private static Stand stand(PatchClock clock, Unpatched finding, int daysLater) {
    return clock.stand(CHAT, Severity.HIGH, finding, NOON, NOON.plus(Duration.ofDays(daysLater)));
  }

  @Test
  void withoutARuleNothingIsDue() {
    assertThat(stand(clock(List.of()), finding(true, null, null), 9999)).isEqualTo(Stand.NONE);
  }

  @Test
  void aRuleWithoutDueGivesNoDate() {
    PolicyRule none = rule(ALWAYS, null, false, Duration.ZERO, List.of(), List.of());
    assertThat(stand(clock(List.of(), none), finding(true, null, null), 9999))
        .isEqualTo(Stand.NONE);
  }

  @Test
  void passesFromInTimeOverDueSoonToOverdue() {
    PatchClock clock = clock(List.of(), days(ALWAYS, 7, 2));
    Instant due = NOON.plus(Duration.ofDays(7));
    assertThat(stand(clock, finding(false, null, null), 0))
        .isEqualTo(new Stand(due, IN_TIME, NOON.plus(Duration.ofDays(5))));
    assertThat(stand(clock, finding(false, null, null), 5))
        .isEqualTo(new Stand(due, DUE_SOON, due));
    assertThat(stand(clock, finding(false, null, null), 7))
        .isEqualTo(new Stand(due, OVERDUE, null));
  }

  @Test
  void theFirstRuleThatHoldsDecides() {
    PolicyRule.When exploited =
        new PolicyRule.When(true, List.of(), null, List.of(), List.of(), Map.of());
    PolicyRule.When likely =
        new PolicyRule.When(null, List.of(), 0.5, List.of(), List.of(), Map.of());
    PolicyRule.When staging =
        new PolicyRule.When(null, List.of(), null, List.of("staging"), List.of(), Map.of());
    PatchClock clock =
        clock(
            List.of(),
            days(exploited, 1, 0),
            days(likely, 3, 0),
            days(staging, 60, 0),
            days(ALWAYS, 30, 0));
    assertThat(stand(clock, finding(true, null, 0.9), 0).due()).isEqualTo(after(1));
    assertThat(stand(clock, finding(false, null, 0.9), 0).due()).isEqualTo(after(3));
    assertThat(stand(clock, finding(false, null, 0.4), 0).due()).isEqualTo(after(30));
    assertThat(stand(clock, finding(false, null, null), 0).due()).isEqualTo(after(30));
  }

  private static Instant after(int days) {
    return NOON.plus(Duration.ofDays(days));
  }

  @Test
  void severityAndLabelsSelect() {
    PolicyRule.When gold =
        new PolicyRule.When(
            null, List.of(Severity.HIGH), null, List.of(), List.of(), Map.of("tier", "gold"));
    assertThat(stand(clock(List.of(), days(gold, 7, 0)), finding(false, null, null), 0).due())
        .isEqualTo(after(7));
    PolicyRule.When silver =
        new PolicyRule.When(null, List.of(), null, List.of(), List.of(), Map.of("tier", "silver"));
    assertThat(stand(clock(List.of(), days(silver, 7, 0)), finding(false, null, null), 0))
        .isEqualTo(Stand.NONE);
  }

  @Test
  void theDayOfCisaCountsWhenItIsEarlierAndStillAhead() {
    PolicyRule both = rule(ALWAYS, Duration.ofDays(14), true, Duration.ZERO, List.of(), List.of());
    PolicyRule cisaOnly = rule(ALWAYS, null, true, Duration.ZERO, List.of(), List.of());
    LocalDate soon = LocalDate.parse("2026-11-26");
    assertThat(stand(clock(List.of(), both), finding(true, soon, null), 0).due())
        .isEqualTo(Instant.parse("2026-11-27T00:00:00Z"));
    LocalDate past = LocalDate.parse("2023-09-14");
    assertThat(stand(clock(List.of(), both), finding(true, past, null), 0).due())
        .isEqualTo(after(14));
    assertThat(stand(clock(List.of(), cisaOnly), finding(true, past, null), 0).status())
        .isEqualTo(OVERDUE);
    assertThat(stand(clock(List.of(), cisaOnly), finding(true, null, null), 0))
        .isEqualTo(Stand.NONE);
  }

  private static Calendar december() {
    return new Calendar(
        "freeze",
        List.of(
            new TimeInterval(
                List.of(), List.of(), List.of(), List.of("december"), List.of(), null)));
  }

  @Test
  void aFreezeMovesTheDueDateToItsEndAndSilencesTheWarning() {
    PolicyRule rule =
        rule(ALWAYS, Duration.ofDays(20), false, Duration.ofDays(5), List.of("freeze"), List.of());
    PatchClock clock = clock(List.of(december()), rule);
    Instant newYear = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(stand(clock, finding(false, null, null), 1))
        .isEqualTo(new Stand(newYear, IN_TIME, Instant.parse("2026-12-01T00:00:00Z")));
    assertThat(stand(clock, finding(false, null, null), 37))
        .isEqualTo(new Stand(newYear, FROZEN, newYear));
    assertThat(stand(clock, finding(false, null, null), 39).status()).isEqualTo(OVERDUE);
  }

  @Test
  void whatWasOverdueBeforeTheFreezeStaysOverdue() {
    PolicyRule rule =
        rule(ALWAYS, Duration.ofDays(2), false, Duration.ZERO, List.of("freeze"), List.of());
    assertThat(stand(clock(List.of(december()), rule), finding(false, null, null), 20).status())
        .isEqualTo(OVERDUE);
  }

  @Test
  void aDueDateMovesToTheEndOfTheNextMaintenanceWindow() {
    Calendar nights =
        new Calendar(
            "nights",
            List.of(
                new TimeInterval(
                    List.of(
                        new TimeInterval.Times("22:00", "24:00"),
                        new TimeInterval.Times("00:00", "02:00")),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    null)));
    PolicyRule rule =
        rule(ALWAYS, Duration.ofDays(3), false, Duration.ZERO, List.of(), List.of("nights"));
    assertThat(stand(clock(List.of(nights), rule), finding(false, null, null), 0).due())
        .isEqualTo(Instant.parse("2026-11-27T02:00:00Z"));
  }

  @Test
  void aCalendarThatIsNotThereIsAMistakeWithItsPlace() {
    PolicyRule rule =
        rule(ALWAYS, Duration.ofDays(3), false, Duration.ZERO, List.of("xmas"), List.of());
    assertThatThrownBy(() -> clock(List.of(december()), rule))
        .hasMessageContaining("rules[0].freeze: 'xmas' is none of time_intervals [freeze]");
  }
}
