package io.patchwatch.events.shipping.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of RFC 5424 section 6.5 and RFC 3164 section 5.4, and what programs write. */
class SyslogMessageTest {

  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

  @Test
  void readsTheExamplesOfRfc5424() {
    assertThat(
            SyslogMessage.of(
                "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \ufeff'su root' failed for"
                    + " lonvick on /dev/pts/8"))
        .isEqualTo(
            new SyslogMessage(
                Instant.parse("2003-10-11T22:14:15.003Z"),
                null,
                true,
                "mymachine.example.com",
                "su",
                "'su root' failed for lonvick on /dev/pts/8"));
    assertThat(
            SyslogMessage.of(
                "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the"
                    + " do-nuts."))
        .isEqualTo(
            new SyslogMessage(
                Instant.parse("2003-08-24T12:14:15.000003Z"),
                null,
                true,
                "192.0.2.1",
                "myproc",
                "%% It's time to make the do-nuts."));
    String data =
        "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut=\"3\""
            + " eventSource=\"Application\" eventID=\"1011\"]";
    assertThat(SyslogMessage.of(data + " \ufeffAn application event log entry...").text())
        .isEqualTo("An application event log entry...");
    assertThat(SyslogMessage.of(data + "[examplePriority@32473 class=\"high\"]").text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "<13>1 - - - - - - text ~ ~ ~ text",
        "<13>1 - h p - - - ~ h ~ p ~ ``",
        "<13>1 - h p - - [a b=\"x\\\"]y\\\\\"] [b] c ~ h ~ p ~ [b] c",
        "<13>1 - h p - - [never closed ~ h ~ p ~ [never closed",
        "<13>1 - h p - - [a]text ~ h ~ p ~ [a]text",
        "<13>1 - h p - - no data ~ h ~ p ~ no data",
        "<13>1 - h p ~ ~ ~ 1 - h p",
        "<13>1 yesterday h p - - - m ~ ~ ~ 1 yesterday h p - - - m",
        "<34>Oct 11 22:14:15 mymachine su: 'su root' failed ~ mymachine ~ su ~ 'su root' failed",
        "<13>Feb  5 17:32:18 10.0.0.99 Use the BFG! ~ 10.0.0.99 ~ ~ Use the BFG!",
        "<13>Feb 5 2024 17:32:18.123 h p[12]: m ~ h ~ p ~ m",
        "<13>Feb 05 17:32:18: h p:m ~ h ~ p ~ m",
        "<13>Feb  5 17:32:18 prosody[12]: m ~ ~ prosody ~ m",
        "<13>Feb  5 17:32:18 prosody: ~ ~ prosody ~ ``",
        "<13>Feb  5 17:32:18 fe80::1 p: m: n ~ fe80::1 ~ p ~ m: n",
        "<13>Feb  5 17:32:18 h ~ h ~ ~ ``",
        "<13>Feb  5 17:32:18 ~ ~ ~ ``",
        "<13>Feb  5 17:32:18 h docker/abc[1]: x ~ h ~ docker/abc ~ x",
        "<13>2026-11-23T12:00:00.5+01:00 h p[1]: m ~ h ~ p ~ m",
        "<165>Aug 24 05:34:00 CST 1987 mymachine myproc[10]: %% x ~ CST ~ ~ 1987 mymachine myproc[10]: %% x",
        "<0>1990 Oct 22 10:52:01 TZ-6 scapegoat.dmz.example.org sched[0]: ~ ~ ~ 1990 Oct 22 10:52:01 TZ-6 scapegoat.dmz.example.org sched[0]:",
        "Use the BFG! ~ ~ ~ Use the BFG!",
        "<>x ~ ~ ~ <>x",
        "<192>x ~ ~ ~ <192>x",
        "<1234>x ~ ~ ~ <1234>x",
        "<13 ~ ~ ~ <13",
        "< ~ ~ ~ <",
        "<13>x ~ ~ ~ x",
        "<13>Feb 30 ~ ~ ~ Feb 30",
        "<13>Feb 3 1:2:3 h p: m ~ ~ ~ Feb 3 1:2:3 h p: m"
      })
  void readsWhatProgramsWrite(String frame, String host, String program, String text) {
    SyslogMessage message = SyslogMessage.of(frame);
    assertThat(message.host()).isEqualTo(host);
    assertThat(message.program()).isEqualTo(program);
    assertThat(message.text()).isEqualTo(text);
  }

  private static Instant time(String stamp, ZoneId zone) {
    return LocalStamp.read(stamp, 0).at(zone, NOW);
  }

  @Test
  void takesTheYearThatIsNearest() {
    assertThat(time("Dec 31 23:59:59", ZoneOffset.UTC)).isEqualTo("2025-12-31T23:59:59Z");
    assertThat(time("Jan  1 10:00:00", ZoneId.of("Europe/Berlin")))
        .isEqualTo("2026-01-01T09:00:00Z");
    assertThat(time("Jan  3 10:00:60", ZoneOffset.UTC)).isEqualTo("2026-01-03T10:00:59Z");
    assertThat(time("Jan  3 2001 10:00:00", ZoneOffset.UTC)).isEqualTo("2001-01-03T10:00:00Z");
    assertThat(time("Feb 29 10:00:00", ZoneOffset.UTC)).isNull();
    assertThat(LocalStamp.read("Jan", 0)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-23T12:00:00.5Z", "2026-11-23T12:00:00.000001+01:00"})
  void onlyPartsOfSecondsArePrecise(String time) {
    assertThat(SyslogMessage.of("<13>" + time + " h p: m").precise()).isTrue();
    assertThat(SyslogMessage.of("<13>1 " + time + " h p - - - m").precise()).isTrue();
    assertThat(SyslogMessage.of("<13>1 2026-11-23T12:00:00Z h p - - - 1.5").precise()).isFalse();
    assertThat(SyslogMessage.of("<13>2026-11-23T12:00:00Z h p: 1.5").precise()).isFalse();
  }

  /** Who keeps names of senders must know how long they can be. */
  @Test
  void whatIsTooLongForANameIsText() {
    String longest = "h".repeat(255);
    String longer = longest + "h";
    assertThat(SyslogMessage.of("<13>1 - " + longest + " p - - - m").host()).isEqualTo(longest);
    assertThat(SyslogMessage.of("<13>Feb  5 17:32:18 " + longest + " m").host()).isEqualTo(longest);
    for (String frame : List.of("1 - " + longer + " p - - - m", "1 - h " + longer + " - - - m")) {
      assertThat(SyslogMessage.of("<13>" + frame))
          .isEqualTo(new SyslogMessage(null, null, false, null, null, frame));
    }
    SyslogMessage old = SyslogMessage.of("<13>Feb  5 17:32:18 " + longer + " p: m");
    assertThat(old.host()).isNull();
    assertThat(old.text()).isEqualTo(longer + " p: m");
    assertThat(SyslogMessage.ofFileLine("2026-11-23T12:00:00Z h " + longer + " m")).isNull();
  }
}
