package io.patchwatch.alerting;

import static io.patchwatch.alerting.Deeds.acknowledge;
import static io.patchwatch.alerting.Deeds.clock;
import static io.patchwatch.alerting.Deeds.close;
import static io.patchwatch.alerting.Deeds.giveBack;
import static io.patchwatch.alerting.Deeds.note;
import static io.patchwatch.alerting.Deeds.restart;
import static io.patchwatch.alerting.Deeds.silence;
import static io.patchwatch.alerting.Deeds.tell;
import static io.patchwatch.alerting.Findings.reopened;
import static io.patchwatch.alerting.Findings.unpatched;
import static io.patchwatch.alerting.Findings.updated;
import static io.patchwatch.alerting.Plays.FIXED;
import static io.patchwatch.alerting.Plays.HOUR;
import static io.patchwatch.alerting.Plays.OPEN;
import static io.patchwatch.alerting.Plays.SECOND;
import static io.patchwatch.alerting.Plays.escalating;
import static io.patchwatch.alerting.Plays.settings;
import static io.patchwatch.alerting.Plays.timeline;
import static io.patchwatch.alerting.Timeline.page;
import static io.patchwatch.events.Delivery.Kind.ACKNOWLEDGED;
import static io.patchwatch.events.Delivery.Kind.ESCALATED;
import static io.patchwatch.events.Delivery.Kind.OPENED;
import static io.patchwatch.events.Delivery.Kind.REMINDER;
import static io.patchwatch.events.Delivery.Kind.RESOLVED;
import static io.patchwatch.events.Delivery.Kind.UPDATED;
import static io.patchwatch.events.Severity.CRITICAL;
import static io.patchwatch.events.Severity.HIGH;
import static io.patchwatch.events.Severity.MEDIUM;

import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.events.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told when, as a person on call lives through it. */
class OnCallTimelineTest {

  @Test
  void escalatesUntilSomebodyTakesItAndTellsAllWhoWereWoken() {
    escalating()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .expect("5m1s", "5m2s", page("second", ESCALATED).saying("[ESCALATED critical]"))
        .expect("15m1s", "15m3s", page("boss", ESCALATED), page("first", ESCALATED))
        .at("16m", acknowledge("anna", OPEN))
        .expect(
            "16m",
            "16m1s",
            page("first", ACKNOWLEDGED).saying("taken by anna"),
            page("second", ACKNOWLEDGED),
            page("boss", ACKNOWLEDGED))
        .at("40m", tell(FIXED))
        .expect(
            "40m",
            "40m1s",
            page("first", RESOLVED),
            page("second", RESOLVED),
            page("boss", RESOLVED))
        .until("3h");
  }

  @Test
  void doesNotEscalateWhatIsTakenInTime() {
    escalating()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("4m", acknowledge("anna", OPEN))
        .expect("4m", "4m1s", page("first", ACKNOWLEDGED))
        .until("1h50m");
  }

  @Test
  void doesNotEscalateWhatIsResolvedInTime() {
    escalating()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("4m59s", tell(FIXED))
        .expect("4m59s", "5m", page("first", RESOLVED))
        .until("1h");
  }

  @Test
  void remindsWhileNobodyTakesIt() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .expect("1h1s", "1h2s", page("first", REMINDER))
        .expect("2h1s", "2h3s", page("first", REMINDER))
        .at("2h30m", acknowledge("anna", OPEN))
        .expect("2h30m", "2h30m1s", page("first", ACKNOWLEDGED))
        .until("4h");
  }

  @Test
  void pagesAgainWhenAnAcknowledgementIsOver() {
    escalating()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("1m", acknowledge("anna", OPEN, Duration.ofMinutes(20)))
        .expect("1m", "1m1s", page("first", ACKNOWLEDGED))
        .expect("21m", "21m1s", page("first", REMINDER).saying("its acknowledgement is over"))
        .expect("26m", "26m2s", page("second", ESCALATED))
        .at("27m", tell(FIXED))
        .expect("27m", "27m1s", page("first", RESOLVED), page("second", RESOLVED))
        .until("1h");
  }

  @Test
  void endsAnAcknowledgementAfterTheUsualTime() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("1m", acknowledge("anna", OPEN))
        .expect("1m", "1m1s", page("first", ACKNOWLEDGED))
        .expect("2h1m", "2h1m1s", page("first", REMINDER))
        .until("2h30m");
  }

  @Test
  void pagesAgainWhenItIsGivenBack() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("1m", acknowledge("anna", OPEN))
        .expect("1m", "1m1s", page("first", ACKNOWLEDGED))
        .at("10m", giveBack("anna", OPEN))
        .expect("10m", "10m1s", page("first", REMINDER))
        .until("1h");
  }

  @Test
  void pagesNobodyWhenItIsTakenBeforeThePage() {
    timeline().at("1s", tell(OPEN), acknowledge("anna", OPEN)).until("1h50m");
  }

  @Test
  void tellsOfWhatGetsWorseAlsoWhenItIsTaken() {
    Finding low = unpatched("chat-1", "CVE-1", MEDIUM);
    timeline()
        .at("1s", tell(low))
        .expect("1s", "2s", page("first", OPENED))
        .at("1m", acknowledge("anna", low))
        .expect("1m", "1m1s", page("first", ACKNOWLEDGED))
        .at("2m", tell(updated(low, CRITICAL, true)))
        .expect("2m", "2m1s", page("first", UPDATED).saying("now exploited in the wild"))
        .until("1h");
  }

  @Test
  void takesNoAcknowledgementOfWhatIsResolved() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("1m", tell(FIXED))
        .expect("1m", "1m1s", page("first", RESOLVED))
        .at("2m", acknowledge("anna", OPEN))
        .at("3m", tell(reopened(FIXED)))
        .expect("3m", "3m1s", page("first", OPENED))
        .until("30m");
  }

  @Test
  void takesNoAcknowledgementOfAnEarlierLife() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("2m", acknowledge("anna", OPEN, Instant.parse("2026-01-01T00:00:00Z")))
        .expect("1h1s", "1h2s", page("first", REMINDER))
        .until("1h30m");
  }

  @Test
  void pagesAnewWhenATakenIncidentWasResolvedAndOpensAgain() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("1m", acknowledge("anna", OPEN))
        .expect("1m", "1m1s", page("first", ACKNOWLEDGED))
        .at("5m", tell(FIXED))
        .expect("5m", "5m1s", page("first", RESOLVED))
        .at("6m", tell(reopened(FIXED)))
        .expect("6m", "6m1s", page("first", OPENED))
        .expect("1h6m", "1h6m1s", page("first", REMINDER))
        .until("1h30m");
  }

  @Test
  void saysThatNobodyHasItWhenATakenIncidentFlaps() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("1m", acknowledge("anna", OPEN))
        .expect("1m", "1m1s", page("first", ACKNOWLEDGED))
        .at("5m", tell(FIXED), tell(reopened(FIXED)))
        .expect("5m", "5m1s", page("first", REMINDER).saying("its acknowledgement is over"))
        .until("30m");
  }

  @Test
  void opensAgainWhatWasClosedByHandAndStillFires() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("5m", close("anna", OPEN))
        .expect("5m", "5m1s", page("first", RESOLVED).saying("1 finding not resolved"))
        .expect("35m", "35m1s", page("first", OPENED))
        .until("1h");
  }

  @Test
  void opensAgainAtOnceWhenAnotherFindingJoinsWhatWasClosedByHand() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("5m", close("anna", OPEN))
        .expect("5m", "5m1s", page("first", RESOLVED))
        .at("6m", tell(SECOND))
        .expect("6m", "6m1s", page("first", OPENED))
        .until("30m");
  }

  @Test
  void beginsTheChainAnewWhenWhatWasClosedByHandStillFires() {
    escalating()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .expect("5m1s", "5m2s", page("second", ESCALATED))
        .at("6m", close("anna", OPEN))
        .expect("6m", "6m1s", page("first", RESOLVED), page("second", RESOLVED))
        .expect("36m", "36m1s", page("first", OPENED))
        .expect("41m", "41m2s", page("second", ESCALATED))
        .until("45m");
  }

  @Test
  void saysNoMoreWhenWhatWasClosedByHandIsResolved() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("5m", close("anna", OPEN))
        .expect("5m", "5m1s", page("first", RESOLVED).saying("closed by anna (false alarm)"))
        .at("6m", tell(FIXED))
        .until("2h");
  }

  @Test
  void keepsTheTimesOfItsRoute() {
    Duration wait = Duration.ofSeconds(30);
    Route slow =
        new Route(
            "team",
            List.of(Matcher.parse("severity=\"critical\"")),
            null,
            false,
            List.of(),
            null,
            Duration.ofHours(3),
            wait,
            Duration.ofMinutes(10),
            null,
            null);
    Route top = new Route("first", List.of(), null, false, List.of(slow));
    new Timeline(settings(top))
        .at("1s", tell(OPEN))
        .expect("31s", "32s", page("team", OPENED))
        .at("2m", tell(SECOND))
        .expect("10m31s", "10m32s", page("team", UPDATED))
        .expect("3h1s", "3h2s", page("team", REMINDER))
        .until("3h30m");
  }

  @Test
  void carriesNotesToWhoIsTold() {
    timeline()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("1m", note("anna", OPEN, "rolled back"))
        .at("5m", tell(FIXED))
        .expect("5m", "5m1s", page("first", RESOLVED))
        .until("30m");
  }

  @Test
  void forgetsNothingInARestart() {
    escalating()
        .at("500ms", silence("s1", HOUR, "asset=\"chat-7\""))
        .at("1s", tell(OPEN), restart())
        .expect("1s", "2s", page("first", OPENED))
        .at("2m", restart())
        .expect("5m1s", "5m2s", page("second", ESCALATED))
        .at("6m", acknowledge("anna", OPEN), restart())
        .expect("6m", "6m1s", page("first", ACKNOWLEDGED), page("second", ACKNOWLEDGED))
        .at("7m", tell(unpatched("chat-7", "CVE-2", HIGH)), restart())
        .at("20m", tell(FIXED), restart())
        .expect("20m", "20m1s", page("first", RESOLVED), page("second", RESOLVED))
        .until("50m");
  }

  @Test
  void doesEachStepOnceWhenTheClockJumpsAhead() {
    escalating()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("3m", clock(Duration.ofMinutes(40)))
        .expect("43m", "43m1s", page("second", ESCALATED))
        .expect("53m", "53m3s", page("boss", ESCALATED), page("first", ESCALATED))
        .until("55m");
  }

  @Test
  void losesAtMostTheTimeByWhichTheClockIsPutBack() {
    escalating()
        .at("1h", tell(OPEN))
        .expect("1h", "1h1s", page("first", OPENED))
        .at("1h1m", clock(Duration.ofMinutes(-30)))
        .expect("36m", "36m12s", page("second", ESCALATED))
        .until("45m");
  }
}
