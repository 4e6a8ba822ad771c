package io.patchwatch.streams.sigma;

import static io.patchwatch.streams.sigma.Book.matches;
import static io.patchwatch.streams.sigma.Book.refusal;
import static io.patchwatch.streams.sigma.Book.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The modifiers of the section "Time Modifiers" of the specification's appendix 2.1.0. */
class TimePartsTest {

  private static boolean selected(String fields, Object... event) {
    return matches("s: {" + fields + "}\ncondition: s", event);
  }

  private static String reason(String field) {
    return refusal(rule("r", "s: {" + field + "}\ncondition: s")).reason();
  }

  @Test
  void partsOfATimeAreNumbers() {
    Object[] event = {"@timestamp", "2026-11-27T22:05:59Z"};
    assertThat(selected("'@timestamp|minute': 5", event)).isTrue();
    assertThat(selected("'@timestamp|hour|gte': 22", event)).isTrue();
    assertThat(selected("'@timestamp|hour|lt': 22", event)).isFalse();
    assertThat(selected("'@timestamp|day': 27", event)).isTrue();
    assertThat(selected("'@timestamp|week': 48", event)).isTrue();
    assertThat(selected("'@timestamp|month': [10, 11]", event)).isTrue();
    assertThat(selected("'@timestamp|year|lte': 2025", event)).isFalse();
    assertThat(selected("'@timestamp|hour': 22", "@timestamp", "now")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "minute, 5, 6",
    "hour, 22, 23",
    "day, 27, 26",
    "week, 48, 47",
    "month, 11, 12",
    "year, 2026, 2025"
  })
  void aPartOfATimeIsThatPartOnly(String unit, int right, int wrong) {
    Object[] event = {"t", "2026-11-27T22:05:59Z"};
    assertThat(selected("t|" + unit + ": " + right, event)).isTrue();
    assertThat(selected("t|" + unit + ": " + wrong, event)).isFalse();
    assertThat(selected("t|" + unit + "|neq: " + right, event)).isFalse();
    assertThat(selected("t|" + unit + "|neq: " + wrong, event)).isTrue();
    assertThat(selected("t|" + unit + "|neq: [" + wrong + ", " + right + "]", event)).isFalse();
    assertThat(selected("t|" + unit + "|gt: " + right, event)).isFalse();
    assertThat(selected("t|" + unit + "|gte: " + right, event)).isTrue();
    assertThat(selected("t|" + unit + "|lt: " + right, event)).isFalse();
    assertThat(selected("t|" + unit + ": " + right)).as("no such field").isFalse();
    for (Object other : List.of("2026-11-27", "22:05", "", right, true)) {
      assertThat(selected("t|" + unit + ": " + right, "t", other)).as("%s", other).isFalse();
    }
  }

  @Test
  void aTimeOfAnotherZoneIsReadInUtc() {
    assertThat(selected("t|hour: 23", "t", "2026-11-28T00:30:00+01:00")).isTrue();
    assertThat(selected("t|day: 28", "t", "2026-11-28T00:30:00+01:00")).isFalse();
    assertThat(selected("t|week: 53", "t", "2027-01-01T00:00:00Z")).isTrue();
    assertThat(selected("t|week: 1", "t", "2027-01-01T00:00:00Z")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t|minute: 60",
        "t|minute: -1",
        "t|hour: 24",
        "t|hour|gte: 24",
        "t|hour: 1.5",
        "t|day: 0",
        "t|day: 32",
        "t|week: 0",
        "t|week: 54",
        "t|month: 13",
        "t|month|neq: 0",
        "t|year: 26000"
      })
  void aNumberThatNoTimeHasIsRefused(String field) {
    assertThat(reason(field)).contains("; write ").contains(" to ");
  }
}
