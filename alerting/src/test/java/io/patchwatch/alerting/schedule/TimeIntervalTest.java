package io.patchwatch.alerting.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alertmanager's time intervals, as its documentation describes them. */
class TimeIntervalTest {

  private static TimeInterval interval(
      String times, String weekdays, String days, String months, String years, String zone) {
    return new TimeInterval(
        times == null ? null : List.of(new TimeRange(times.substring(0, 5), times.substring(6))),
        weekdays == null ? null : List.of(weekdays),
        days == null ? null : List.of(days),
        months == null ? null : List.of(months),
        years == null ? null : List.of(years),
        zone == null ? null : ZoneId.of(zone));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "09:00-17:00, -, -, -, -, -, 2026-11-24T09:00:00Z, true",
        "09:00-17:00, -, -, -, -, -, 2026-11-24T16:59:59Z, true",
        "09:00-17:00, -, -, -, -, -, 2026-11-24T17:00:00Z, false",
        "17:00-24:00, -, -, -, -, -, 2026-11-24T23:59:59Z, true",
        "09:00-17:00, -, -, -, -, Europe/Berlin, 2026-11-24T08:00:00Z, true",
        "09:00-17:00, -, -, -, -, Europe/Berlin, 2026-07-24T07:00:00Z, true",
        "09:00-17:00, -, -, -, -, Europe/Berlin, 2026-07-24T15:00:00Z, false",
        "-, monday:friday, -, -, -, -, 2026-11-27T12:00:00Z, true",
        "-, monday:friday, -, -, -, -, 2026-11-28T12:00:00Z, false",
        "-, Saturday, -, -, -, -, 2026-11-28T12:00:00Z, true",
        "-, saturday, -, -, -, Asia/Shanghai, 2026-11-27T16:00:00Z, true",
        "-, -, 1:5, -, -, -, 2026-11-05T12:00:00Z, true",
        "-, -, 1:5, -, -, -, 2026-11-06T12:00:00Z, false",
        "-, -, -3:-1, -, -, -, 2026-02-26T12:00:00Z, true",
        "-, -, -3:-1, -, -, -, 2026-02-25T12:00:00Z, false",
        "-, -, -1, -, -, -, 2028-02-29T12:00:00Z, true",
        "-, -, 20:-1, -, -, -, 2026-11-24T12:00:00Z, true",
        "-, -, 20:-1, -, -, -, 2026-11-19T12:00:00Z, false",
        "-, -, -, may:august, -, -, 2026-08-31T12:00:00Z, true",
        "-, -, -, 1:3, -, -, 2026-04-01T12:00:00Z, false",
        "-, -, -, -, 2020:2022, -, 2026-01-01T12:00:00Z, false",
        "-, -, -, -, 2026, -, 2026-01-01T12:00:00Z, true",
        "09:00-10:00, monday, 1:7, january, 2026, -, 2026-01-05T09:30:00Z, true",
        "09:00-10:00, monday, 1:7, january, 2026, -, 2026-01-12T09:30:00Z, false",
        "-, -, -, -, -, -, 2026-01-12T09:30:00Z, true"
      })
  void holdsWhenAllThatIsSaidHolds(
      String times,
      String weekdays,
      String days,
      String months,
      String years,
      String zone,
      Instant at,
      boolean holds) {
    assertThat(interval(times, weekdays, days, months, years, zone).contains(at)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"someday", "friday:monday", "1:8", "monday:tuesday:friday", ""})
  void refusesWeekdaysThatAreNone(String text) {
    assertThatThrownBy(() -> interval(null, text, null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weekdays");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "32", "5:1", "-1:-3", "x"})
  void refusesDaysThatAreNone(String text) {
    assertThatThrownBy(() -> interval(null, null, text, null, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("days_of_month");
  }

  @Test
  void refusesTimesThatAreNone() {
    assertThatThrownBy(() -> new TimeRange("22:00", "06:00")).hasMessageContaining("midnight");
    assertThatThrownBy(() -> new TimeRange("9:00", "17:00")).hasMessageContaining("09:00");
    assertThatThrownBy(() -> new TimeRange("09:60", "17:00")).hasMessageContaining("09:00");
    assertThatThrownBy(() -> new TimeRange("09:00", "24:01")).hasMessageContaining("24:00");
  }
}
