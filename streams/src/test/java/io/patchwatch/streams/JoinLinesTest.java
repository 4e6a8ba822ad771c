package io.patchwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Synapse's text log has a failed login on two lines, as Synapse 1.163.2 wrote them. */
class JoinLinesTest {

  private static final String FILE = "/var/log/matrix-synapse/homeserver.log";
  private static final Duration TOO_LONG = Duration.ofSeconds(11);

  @TempDir private Path state;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(state);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static LogObserved line(String id, String file, String text) {
    return new LogObserved(
        id,
        Given.NOON,
        "file-tail",
        Asset.of("chat-1"),
        "synapse",
        new LogObserved.LogOrigin("file", file, 0L),
        text,
        false);
  }

  /** Who: written first. */
  private static LogObserved who(int request, String user) {
    return line(
        "who-" + request,
        FILE,
        "2026-11-23 12:00:07,456 - synapse.handlers.auth - 1435 - WARNING - POST-%d - Failed password login for user @%s:localhost"
            .formatted(request, user));
  }

  /** From where: the access line that closes the request. */
  private static LogObserved where(int request, String address) {
    return where(request, address, FILE, "12:00:07");
  }

  private static LogObserved where(int request, String address, String file, String time) {
    return line(
        "where-" + request,
        file,
        ("2026-11-23 %s,457 - synapse.access.http.8008 - 643 - INFO - POST-%d - %s - 8008 - {None} Processed"
                + " request: 0.003sec/0.000sec ru=(0.002sec, 0.000sec) db=(0.000sec/0.000sec/1) 64B 403"
                + " \"POST /_matrix/client/v3/login HTTP/1.1\" \"curl/7.88.1\" [0 dbevts]")
            .formatted(time, request, address));
  }

  private List<LogParsed> parsed() {
    return stage.records(Topic.LOGS_PARSED).stream()
        .map(record -> Wire.decode(record.getValue(), LogParsed.class))
        .toList();
  }

  private void assertParsed(Tuple... idActionUserAddress) {
    assertThat(parsed())
        .extracting(
            LogParsed::id,
            log -> log.field("event.action"),
            log -> log.field("user.name"),
            log -> log.field("source.ip"))
        .containsExactly(idActionUserAddress);
  }

  @Test
  void aFailedLoginOnTwoLinesIsOneWithUserAndAddress() {
    stage.with(who(1, "alice"), where(1, "203.0.113.7"));

    assertParsed(
        tuple("who-1", "login", "@alice:localhost", "203.0.113.7"),
        tuple("where-1", "http-request", null, "203.0.113.7"));
  }

  @Test
  void theSecondLineIsNoFailureAnyMore() {
    stage.with(who(1, "alice"), where(1, "203.0.113.7"));

    LogParsed second = parsed().getLast();
    assertThat(second.field("event.outcome")).isNull();
    assertThat(second.field("event.category")).isEqualTo("web");
    assertThat(second.field("http.response.status_code")).isEqualTo("403");
  }

  @Test
  void anAddressThatIsNoSourceIsKeptAsWritten() {
    stage.with(who(1, "alice"), where(1, "127.0.0.1"));

    LogParsed first = parsed().getFirst();
    assertThat(first.field("source.ip")).isNull();
    assertThat(first.field("source.address")).isEqualTo("127.0.0.1");
  }

  @Test
  void aFirstLineAloneCountsWhenItsTimeIsOver() {
    stage.with(who(1, "alice")).after(Duration.ofSeconds(9));
    assertParsed();

    stage.after(Duration.ofSeconds(2));

    assertParsed(tuple("who-1", "login", "@alice:localhost", null));
  }

  @Test
  void aSecondLineAloneCounts() {
    stage.with(where(1, "203.0.113.7"));

    assertParsed(tuple("where-1", "login", null, "203.0.113.7"));
  }

  @Test
  void aSecondLineThatComesTooLateCounts() {
    stage.with(who(1, "alice")).after(TOO_LONG).with(where(1, "203.0.113.7"));

    assertParsed(
        tuple("who-1", "login", "@alice:localhost", null),
        tuple("where-1", "login", null, "203.0.113.7"));
  }

  @Test
  void twoRequestsAtOnceAreKeptApart() {
    stage.with(who(1, "alice"), who(2, "bob"), where(2, "203.0.113.8"), where(1, "203.0.113.7"));

    assertThat(parsed())
        .filteredOn(log -> Objects.equals(log.field("event.action"), "login"))
        .extracting(log -> log.field("user.name"), log -> log.field("source.ip"))
        .containsExactly(
            tuple("@bob:localhost", "203.0.113.8"), tuple("@alice:localhost", "203.0.113.7"));
  }

  @Test
  void aRequestOfAnotherProcessWithTheSameNumberIsAnother() {
    stage.with(who(1, "alice"), where(1, "203.0.113.7", "/var/log/worker2.log", "12:00:07"));

    assertParsed(tuple("where-1", "login", null, "203.0.113.7"));
  }

  @Test
  void aRequestOfAnotherTimeWithTheSameNumberIsAnother() {
    stage.with(who(1, "alice"), where(1, "203.0.113.7", FILE, "12:00:18"));

    assertParsed(tuple("where-1", "login", null, "203.0.113.7"));
  }

  @Test
  void joinsAcrossARestart() {
    stage.with(who(1, "alice")).restarted().after(Duration.ofSeconds(5));
    stage.with(where(1, "203.0.113.7"));

    assertParsed(
        tuple("who-1", "login", "@alice:localhost", "203.0.113.7"),
        tuple("where-1", "http-request", null, "203.0.113.7"));
  }

  @Test
  void whatWaitedWhenTheProcessEndedCountsAfterIt() {
    stage.with(who(1, "alice")).restarted().settled().after(TOO_LONG);

    assertParsed(tuple("who-1", "login", "@alice:localhost", null));
  }

  @Test
  void linesThatAreReadAgainAreToldAgainAsTheyWere() {
    stage.with(who(1, "alice"), where(1, "203.0.113.7"));
    List<LogParsed> before = parsed();

    stage.after(Duration.ofMinutes(1)).restarted().settled();
    stage.with(who(1, "alice"), where(1, "203.0.113.7"));

    assertThat(parsed()).isEqualTo(before);
  }

  @Test
  void aSecondLineThatIsReadAgainAloneIsNoFurtherFailure() {
    stage.with(who(1, "alice"), where(1, "203.0.113.7"));
    parsed();

    stage.after(Duration.ofMinutes(1)).with(where(1, "203.0.113.7"));

    assertParsed(tuple("where-1", "http-request", null, "203.0.113.7"));
  }

  @Test
  void theLineKeepsItsTraceWhileItWaits() {
    LogObserved first = who(1, "alice");
    Trace trace = Trace.start();
    stage.send(Topic.LOGS, first.key(), Wire.encode(first), trace);

    stage.with(where(1, "203.0.113.7"));

    assertThat(Trace.of(stage.records(Topic.LOGS_PARSED).getFirst().getHeaders())).isEqualTo(trace);
  }

  @Test
  void sprayingOverAccountsIsSeenAndEachFailureCountsOnce() {
    List<String> users = List.of("alice", "bob", "carol", "dave", "erin");
    for (String user : users) {
      int request = users.indexOf(user);
      stage.with(who(request, user), where(request, "203.0.113.7"));
    }

    assertThat(stage.findings())
        .extracting(finding -> finding.conclusion().headline())
        .containsExactlyInAnyOrder(
            "Login brute force from one address: 203.0.113.7 (5 events)",
            "Password spraying from one address: 203.0.113.7 (5 events)");
  }
}
