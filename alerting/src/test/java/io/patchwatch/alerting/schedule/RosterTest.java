package io.patchwatch.alerting.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is on call: turns, days on which clocks change, stand-ins, calendars, gaps. */
class RosterTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-01-05T09:00");
  private static final List<Person> PEOPLE =
      List.of(
          new Person("anna", List.of("pager-a", "mail-a")),
          new Person("bert", List.of("pager-b")),
          new Person("cleo", List.of("pager-c")));
  private static final List<String> RECEIVERS = List.of("pager-a", "mail-a", "pager-b", "pager-c");

  private static Roster roster(Schedule... schedules) {
    return new Roster(PEOPLE, List.of(schedules), List.of(), RECEIVERS);
  }

  private static Layer weekly(String... people) {
    return new Layer(List.of(people), null, MONDAY, null);
  }

  private static Schedule berlin(Layer... layers) {
    return new Schedule("night", BERLIN, List.of(layers), null, null, false);
  }

  private static Instant local(String time) {
    return LocalDateTime.parse(time).atZone(BERLIN).toInstant();
  }

  private static List<String> names(Roster roster, String time) {
    return roster.onCall("night", local(time)).stream().map(Person::name).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T09:00, anna",
    "2026-01-12T08:59, anna",
    "2026-01-12T09:00, bert",
    "2026-01-19T09:00, anna",
    "2026-01-05T08:59, bert",
    "2026-03-30T08:59, bert",
    "2026-03-30T09:00, anna",
    "2026-10-26T08:59, bert",
    "2026-10-26T09:00, anna"
  })
  void handsOverAtTheSameLocalTimeAllTheYear(String time, String person) {
    assertThat(names(roster(berlin(weekly("anna", "bert"))), time)).containsExactly(person);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "America/Santiago"
      })
  void hasExactlyOnePersonAtEachMomentAndHandsOverOnTime(String zone) {
    ZoneId id = ZoneId.of(zone);
    Layer daily = new Layer(List.of("anna", "bert", "cleo"), Duration.ofDays(1), MONDAY, null);
    Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    Instant end = begin.plus(Duration.ofDays(400));
    String before = daily.at(begin, id);
    List<String> turns = List.of("anna", "bert", "cleo");
    for (Instant at = begin; at.isBefore(end); at = at.plus(Duration.ofMinutes(30))) {
      String now = daily.at(at, id);
      assertThat(now).isNotNull();
      if (!now.equals(before)) {
        assertThat(turns.indexOf(now)).isEqualTo((turns.indexOf(before) + 1) % 3);
        ZonedDateTime here = at.atZone(id);
        assertThat(here.toLocalTime()).as(here.toString()).isEqualTo(LocalTime.of(9, 0));
      }
      before = now;
    }
  }

  @Test
  void countsATurnThatBeginsInASkippedHourFromTheMomentAfterIt() {
    Layer nightly =
        new Layer(
            List.of("anna", "bert"),
            Duration.ofDays(1),
            LocalDateTime.parse("2026-03-28T02:30"),
            null);
    Roster roster = roster(berlin(nightly));
    assertThat(roster.onCall("night", Instant.parse("2026-03-29T00:59:00Z")).get(0).name())
        .isEqualTo("anna");
    assertThat(roster.onCall("night", Instant.parse("2026-03-29T01:30:00Z")).get(0).name())
        .isEqualTo("bert");
  }

  @Test
  void handsOverOnceInAnHourThatComesTwice() {
    Layer nightly =
        new Layer(
            List.of("anna", "bert"),
            Duration.ofDays(1),
            LocalDateTime.parse("2026-10-24T02:30"),
            null);
    Roster roster = roster(berlin(nightly));
    Instant first = Instant.parse("2026-10-25T00:30:00Z");
    assertThat(roster.onCall("night", first.minusSeconds(1)).get(0).name()).isEqualTo("anna");
    for (int minute = 0; minute < 180; minute++) {
      assertThat(roster.onCall("night", first.plusSeconds(60L * minute)).get(0).name())
          .isEqualTo("bert");
    }
  }

  @Test
  void takesTheFirstLayerThatHasSomebody() {
    TimeInterval office =
        new TimeInterval(
            List.of(new TimeRange("09:00", "17:00")),
            List.of("monday:friday"),
            null,
            null,
            null,
            null);
    Layer day = new Layer(List.of("cleo"), null, MONDAY, List.of(office));
    Roster roster = roster(berlin(day, weekly("anna", "bert")));
    assertThat(names(roster, "2026-01-06T10:00")).containsExactly("cleo");
    assertThat(names(roster, "2026-01-06T17:00")).containsExactly("anna");
    assertThat(names(roster, "2026-01-10T10:00")).containsExactly("anna");
  }

  @Test
  void letsSomebodyStandIn() {
    StandIn christmas = new StandIn("cleo", local("2026-12-24T00:00"), local("2026-12-27T00:00"));
    Roster roster =
        roster(
            new Schedule(
                "night", BERLIN, List.of(weekly("anna")), List.of(christmas), null, false));
    assertThat(names(roster, "2026-12-23T23:59")).containsExactly("anna");
    assertThat(names(roster, "2026-12-24T00:00")).containsExactly("cleo");
    assertThat(names(roster, "2026-12-27T00:00")).containsExactly("anna");
  }

  @Test
  void meansAPersonsReceivers() {
    Roster roster = roster(berlin(weekly("anna", "bert")));
    assertThat(roster.receivers("night", local("2026-01-06T10:00")))
        .containsExactly("pager-a", "mail-a");
    assertThat(roster.receivers("bert", Instant.EPOCH)).containsExactly("pager-b");
    assertThat(roster.receivers("pager-c", Instant.EPOCH)).containsExactly("pager-c");
    assertThat(roster.ways("night"))
        .containsExactly(java.util.Set.of("pager-a", "mail-a"), java.util.Set.of("pager-b"));
  }

  @Test
  void namesAGap() {
    TimeInterval weekdays =
        new TimeInterval(null, List.of("monday:saturday"), null, null, null, null);
    Layer layer = new Layer(List.of("anna"), null, MONDAY, List.of(weekdays));
    assertThatThrownBy(() -> roster(berlin(layer)))
        .hasMessageContaining("alerting.schedules[night]: nobody is on call from")
        .hasMessageContaining("2026-01-11T00:00")
        .hasMessageContaining("gaps_allowed");
    Roster roster = roster(new Schedule("night", BERLIN, List.of(layer), null, null, true));
    assertThat(names(roster, "2026-01-11T12:00")).isEmpty();
    assertThat(roster.receivers("night", local("2026-01-11T12:00"))).isEmpty();
  }

  @Test
  void namesEveryMistake() {
    Schedule strange = berlin(weekly("anna", "dora"));
    assertThatThrownBy(
            () ->
                new Roster(
                    List.of(new Person("anna", List.of("fax")), new Person("fax2", List.of("fax"))),
                    List.of(
                        strange,
                        new Schedule("anna", null, List.of(weekly("anna")), null, null, false)),
                    List.of(),
                    RECEIVERS))
        .hasMessageContaining("alerting.people[anna].receivers: 'fax' is not defined")
        .hasMessageContaining("'dora' is no person")
        .hasMessageContaining("'anna' is the name of another");
  }

  private static final String CALENDAR =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//test//EN
      BEGIN:VTIMEZONE
      TZID:Europe/Berlin
      BEGIN:STANDARD
      DTSTART:19701025T030000
      RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      END:STANDARD
      BEGIN:DAYLIGHT
      DTSTART:19700329T020000
      RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      END:DAYLIGHT
      END:VTIMEZONE
      BEGIN:VEVENT
      UID:weekend
      DTSTAMP:20260101T000000Z
      DTSTART;TZID=Europe/Berlin:20260103T080000
      DTEND;TZID=Europe/Berlin:20260104T200000
      RRULE:FREQ=WEEKLY
      EXDATE;TZID=Europe/Berlin:20260110T080000
      SUMMARY:Bert
      END:VEVENT
      BEGIN:VEVENT
      UID:weekend
      DTSTAMP:20260101T000000Z
      RECURRENCE-ID;TZID=Europe/Berlin:20260117T080000
      DTSTART;TZID=Europe/Berlin:20260117T120000
      DTEND;TZID=Europe/Berlin:20260118T200000
      SUMMARY:Cleo
      END:VEVENT
      END:VCALENDAR
      """;

  private static Roster withCalendar(Path directory, String text) throws IOException {
    Path file = directory.resolve("shifts.ics");
    Files.writeString(file, text);
    return roster(new Schedule("night", BERLIN, List.of(weekly("anna")), null, file, false));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-03T07:59, anna",
    "2026-01-03T08:00, bert",
    "2026-01-04T19:59, bert",
    "2026-01-04T20:00, anna",
    "2026-01-10T12:00, anna",
    "2026-01-17T09:00, anna",
    "2026-01-17T12:00, cleo",
    "2026-07-04T08:00, bert",
    "2026-07-04T07:59, anna",
    "2030-07-06T08:00, bert"
  })
  void takesShiftsFromACalendar(String time, String person, @TempDir Path directory)
      throws IOException {
    assertThat(names(withCalendar(directory, CALENDAR), time)).containsExactly(person);
  }

  @Test
  void refusesACalendarOfStrangersOrNone(@TempDir Path directory) {
    assertThatThrownBy(() -> withCalendar(directory, CALENDAR.replace("Cleo", "Zoe")))
        .hasMessageContaining("'Zoe' is no person; add it to alerting.people");
    assertThatThrownBy(() -> withCalendar(directory, "hello")).hasMessageContaining("VCALENDAR");
    Schedule missing =
        new Schedule("night", BERLIN, null, null, directory.resolve("none.ics"), false);
    assertThatThrownBy(() -> roster(missing)).hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECONDLY", "MINUTELY", "HOURLY"})
  void refusesACalendarThatRepeatsTooOften(String often, @TempDir Path directory) {
    String hostile = CALENDAR.replace("FREQ=WEEKLY", "FREQ=" + often);
    assertThatThrownBy(() -> withCalendar(directory, hostile))
        .hasMessageContaining("an event repeats " + often);
  }

  @Test
  void isNotSlowedByACalendarThatBeganLongAgo(@TempDir Path directory) throws IOException {
    String old =
        CALENDAR
            .replace("20260103T080000", "19900103T080000")
            .replace("20260104T200000", "19900103T200000")
            .replace("WEEKLY", "DAILY");
    Roster roster = withCalendar(directory, old);
    assertThat(names(roster, "2026-02-01T12:00")).containsExactly("bert");
  }

  @Test
  void listsWhoIsOnCallFromWhenToWhen() {
    List<Roster.Watch> watches =
        roster(berlin(weekly("anna", "bert")))
            .watches("night", local("2026-01-10T00:00"), local("2026-01-20T00:00"));
    assertThat(watches)
        .containsExactly(
            new Roster.Watch(local("2026-01-10T00:00"), local("2026-01-12T09:00"), "anna"),
            new Roster.Watch(local("2026-01-12T09:00"), local("2026-01-19T09:00"), "bert"),
            new Roster.Watch(local("2026-01-19T09:00"), local("2026-01-20T00:00"), "anna"));
  }
}
