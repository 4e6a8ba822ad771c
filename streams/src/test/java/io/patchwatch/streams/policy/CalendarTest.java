package io.patchwatch.streams.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static TimeInterval interval(
      String start, String end, List<String> weekdays, List<String> days, List<String> months) {
    return new TimeInterval(
        List.of(new TimeInterval.Times(start, end)), weekdays, days, months, List.of(), BERLIN);
  }

  private static Calendar sundays(String start, String end) {
    return new Calendar(
        "sundays", List.of(interval(start, end, List.of("sunday"), List.of(), List.of())));
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }

  @Test
  void findsTheNextWindowInItsOwnTimeZone() {
    assertThat(sundays("02:00", "04:00").next(at("2026-11-23T12:00:00Z")))
        .contains(new Window(at("2026-11-29T01:00:00Z"), at("2026-11-29T03:00:00Z")));
  }

  @Test
  void aWindowIsShorterInTheNightInWhichTheClocksGoForward() {
    Window window = sundays("01:00", "04:00").next(at("2026-03-28T12:00:00Z")).orElseThrow();
    assertThat(Duration.between(window.start(), window.end())).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void aWindowIsLongerInTheNightInWhichTheClocksGoBack() {
    Window window = sundays("01:00", "04:00").next(at("2026-10-24T12:00:00Z")).orElseThrow();
    assertThat(Duration.between(window.start(), window.end())).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void aWindowInTheHourThatDoesNotExistIsNone() {
    assertThat(sundays("02:00", "03:00").next(at("2026-03-28T12:00:00Z")).orElseThrow().start())
        .isEqualTo(at("2026-04-05T00:00:00Z"));
  }

  @Test
  void daysThatFollowEachOtherAreOneStretch() {
    Calendar yearEnd =
        new Calendar(
            "year-end",
            List.of(
                interval("00:00", "24:00", List.of(), List.of("-12:-1"), List.of("december")),
                interval("00:00", "24:00", List.of(), List.of("1:6"), List.of("1"))));
    assertThat(yearEnd.endOf(at("2026-12-24T12:00:00Z"))).contains(at("2027-01-06T23:00:00Z"));
    assertThat(yearEnd.endOf(at("2026-12-19T12:00:00Z"))).isEmpty();
  }

  @Test
  void aStretchWithoutEndEndsAtTheHorizon() {
    Calendar always =
        new Calendar(
            "always",
            List.of(new TimeInterval(List.of(), List.of(), List.of(), List.of(), List.of(), null)));
    Instant now = at("2026-11-23T12:00:00Z");
    assertThat(always.endOf(now).orElseThrow())
        .isBetween(now.plus(Duration.ofDays(399)), now.plus(Duration.ofDays(402)));
  }

  @Test
  void theThirtyFirstIsNotTheLastDayOfFebruary() {
    assertThat(DayRange.daysOfMonth("31").holdsDay(28, 28)).isFalse();
    assertThat(DayRange.daysOfMonth("-1").holdsDay(28, 28)).isTrue();
    assertThat(DayRange.daysOfMonth("5:-20").holdsDay(9, 28)).isTrue();
    assertThat(DayRange.daysOfMonth("5:-20").holdsDay(10, 28)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"friday:monday", "mon", "", "monday:friday:sunday"})
  void weekdaysThatAreNoRangeAreRefused(String text) {
    assertThatThrownBy(() -> DayRange.weekdays(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write for example monday:friday");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "32", "5:1", "-1:-5", "x"})
  void daysThatAreNoRangeAreRefused(String text) {
    assertThatThrownBy(() -> DayRange.daysOfMonth(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("days_of_month");
  }

  @Test
  void aNightIsWrittenAsTwoEntries() {
    assertThatThrownBy(() -> new TimeInterval.Times("22:00", "04:00"))
        .hasMessageContaining("as two entries");
  }
}
