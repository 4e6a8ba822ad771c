package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.LogParsed;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogParserTest {

  private final RecordedLogs prosody = RecordedLogs.of("prosody");
  private final RecordedLogs ejabberd = RecordedLogs.of("ejabberd");

  @ParameterizedTest
  @CsvSource({
    "Nov 23 15:00:00, 2026-11-23T16:00:00Z, 2026-11-23T15:00:00Z",
    "Dec 31 23:59:59, 2027-01-01T00:00:03Z, 2026-12-31T23:59:59Z",
    "Jan 01 00:00:02, 2026-12-31T23:59:59Z, 2027-01-01T00:00:02Z",
    "Nov 25 15:00:00, 2026-11-23T16:00:00Z, 2025-11-25T15:00:00Z",
    "Feb 29 12:00:00, 2026-03-01T00:00:00Z, 2024-02-29T12:00:00Z",
    "Feb 30 12:00:00, 2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z"
  })
  void findsTheYearThatALineDoesNotHave(String written, Instant readAt, Instant meant) {
    String line = written + " general\tinfo\tShutdown complete";

    assertThat(prosody.parse(line, ZoneOffset.UTC, readAt).time()).isEqualTo(meant);
  }

  @Test
  void readsLocalTimesInTheZoneOfTheAsset() {
    LogParsed parsed =
        prosody.parse(
            "Nov 23 15:00:00 general\tinfo\tx",
            ZoneId.of("Europe/Berlin"),
            Instant.parse("2026-11-23T14:00:05Z"));

    assertThat(parsed.time()).isEqualTo("2026-11-23T14:00:00Z");
  }

  @Test
  void doesNotBelieveATimeThatIsFarAhead() {
    String line = "2036-11-23 15:07:51.556564+00:00 [info] <0.1.0>@x:y/1:2 z";

    assertThat(ejabberd.parse(line).time()).isEqualTo(RecordedLogs.READ_AT);
  }

  /** A year of nine digits would be no time in milliseconds, nor a date of the history. */
  @ParameterizedTest
  @ValueSource(
      strings = {"-999999999-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "0001-01-01T00:00Z"})
  void doesNotBelieveATimeBeforeThereWereChatServers(String time) {
    String line = "{\"level\":30,\"time\":\"" + time + "\",\"name\":\"System\",\"msg\":\"x\"}";

    LogParsed parsed = RecordedLogs.of("rocket-chat").parse(line);
    assertThat(parsed.parser()).isNotNull();
    assertThat(parsed.time()).isEqualTo(RecordedLogs.READ_AT);
  }

  @Test
  void keepsTheMessageOfARecordThatNothingCanRead() {
    LogParsed parsed = ejabberd.parse("something else");

    assertThat(parsed.parser()).isNull();
    assertThat(parsed.time()).isEqualTo(RecordedLogs.READ_AT);
    assertThat(parsed.fields()).isEqualTo(Map.of("message", "something else"));
  }

  @Test
  void takesTheAddressThatTheServerWroteNotTheOneInTheUserName() {
    LogParsed parsed =
        ejabberd.parse(
            "2026-11-23 15:07:51.556564+00:00 [warning] <0.5.0>@ejabberd_c2s:process_auth_result/3:280"
                + " (tls|<0.5.0>) Failed c2s PLAIN authentication for x from 9.9.9.9: y@localhost from"
                + " ::ffff:203.0.113.7: Invalid username or password");

    assertThat(parsed.field("source.ip")).isEqualTo("203.0.113.7");
    assertThat(parsed.field("user.name")).isEqualTo("x from 9.9.9.9: y@localhost");
  }

  @Test
  void neverTakesLoopbackForAClient() {
    LogParsed parsed =
        ejabberd.read("ejabberd-run1-ejabberd.log").stream()
            .filter(record -> "failure".equals(record.field("event.outcome")))
            .findFirst()
            .orElseThrow();

    assertThat(parsed.field("source.ip")).isNull();
    assertThat(parsed.field("source.address")).isEqualTo("127.0.0.1");
    assertThat(parsed.field("event.category")).isEqualTo("authentication");
  }

  @Test
  void doesNotClassifyWhatAUserWroteIntoTheSecondLine() {
    LogParsed parsed =
        prosody.parse(
            "Nov 23 15:00:00 localhost:boom\twarn\tAccount x promoted\n"
                + "Failed authentication attempt (not-authorized) for user a from IP: 203.0.113.9");

    assertThat(parsed.field("event.action")).isNull();
    assertThat(parsed.field("source.ip")).isNull();
  }

  @Test
  void takesOutColoursControlCharactersAndDirectionMarks() {
    LogParsed parsed =
        ejabberd.parse(
            "\u001b[0;33m2026-11-23 15:07:51.556564+00:00 [warning] Unexpected\u0000 \u202ecast\u001b[0m");

    assertThat(parsed.parser()).isEqualTo("console");
    assertThat(parsed.field("message")).isEqualTo("Unexpected\ufffd \ufffdcast");
  }

  @Test
  void readsNothingForAProductWithoutParsers() {
    assertThat(LogParser.of(List.of())).isNotNull();
  }

  @Test
  void namesABorrowedParserThatDoesNotExist() {
    LogSpec spec = spec("console", "fil");

    assertThatThrownBy(() -> LogParser.of(List.of(spec, spec("file", null))))
        .hasMessageContaining("parser console: events_of names \"fil\"")
        .hasMessageContaining("did you mean 'file'?");
  }

  @Test
  void refusesParsersThatBorrowInACircle() {
    assertThatThrownBy(() -> LogParser.of(List.of(spec("a", "b"), spec("b", "a"))))
        .hasMessageContaining("leads back to itself");
  }

  private static LogSpec spec(String name, String eventsOf) {
    return new LogSpec(
        name,
        LogFormat.JSON,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        eventsOf,
        null,
        null);
  }
}
