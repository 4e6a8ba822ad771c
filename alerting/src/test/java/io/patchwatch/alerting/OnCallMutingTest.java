package io.patchwatch.alerting;

import static io.patchwatch.alerting.Deeds.expire;
import static io.patchwatch.alerting.Deeds.maintenance;
import static io.patchwatch.alerting.Deeds.silence;
import static io.patchwatch.alerting.Deeds.tell;
import static io.patchwatch.alerting.Findings.unpatched;
import static io.patchwatch.alerting.Plays.FIXED;
import static io.patchwatch.alerting.Plays.HOUR;
import static io.patchwatch.alerting.Plays.MINUTE;
import static io.patchwatch.alerting.Plays.OPEN;
import static io.patchwatch.alerting.Plays.SECOND;
import static io.patchwatch.alerting.Plays.escalating;
import static io.patchwatch.alerting.Plays.first;
import static io.patchwatch.alerting.Plays.settings;
import static io.patchwatch.alerting.Plays.timeline;
import static io.patchwatch.alerting.Timeline.page;
import static io.patchwatch.events.Delivery.Kind.ESCALATED;
import static io.patchwatch.events.Delivery.Kind.OPENED;
import static io.patchwatch.events.Delivery.Kind.RESOLVED;
import static io.patchwatch.events.Severity.HIGH;
import static io.patchwatch.events.Severity.MEDIUM;

import io.patchwatch.alerting.oncall.InhibitRule;
import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.events.Finding;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What silences, maintenance windows and other findings keep from being told, and until when. */
class OnCallMutingTest {

  @Test
  void holdsThePageWhileThereIsSilenceAndPagesAfterIt() {
    escalating()
        .at("1s", silence("s1", Duration.ofMinutes(30), "asset=\"chat-1\""))
        .at("2s", tell(OPEN))
        .expect("30m1s", "30m2s", page("first", OPENED))
        .expect("35m1s", "35m2s", page("second", ESCALATED))
        .until("40m");
  }

  @Test
  void saysNothingOfWhatCameAndWentInSilence() {
    timeline()
        .at("1s", silence("s1", Duration.ofMinutes(30), "asset=\"chat-1\""))
        .at("2s", tell(OPEN))
        .at("10m", tell(FIXED))
        .until("2h");
  }

  @Test
  void pagesWhenASilenceIsExpired() {
    timeline()
        .at("1s", silence("s1", HOUR, "asset=~\"chat-.*\"", "severity=\"critical\""))
        .at("2s", tell(OPEN))
        .at("10m", expire("s1"))
        .expect("10m", "10m1s", page("first", OPENED))
        .until("20m");
  }

  @Test
  void pagesWhenOneFindingOfTheIncidentIsNotSilenced() {
    timeline()
        .at("1s", silence("s1", HOUR, "asset=\"chat-1\""))
        .at("2s", tell(OPEN))
        .at("10m", tell(SECOND))
        .expect("10m", "10m1s", page("first", OPENED))
        .until("30m");
  }

  @Test
  void tellsThatItIsOverInSilenceToWhoKnowsIt() {
    escalating()
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("2m", silence("s1", HOUR, "asset=\"chat-1\""))
        .at("30m", tell(FIXED))
        .expect("30m", "30m1s", page("first", RESOLVED))
        .until("2h");
  }

  @Test
  void keepsQuietInAMaintenanceWindowOnly() {
    timeline()
        .at(
            "1s",
            maintenance("m1", Duration.ofMinutes(10), MINUTE.multipliedBy(10), "asset=\"chat-2\""))
        .at("2s", tell(OPEN))
        .expect("2s", "3s", page("first", OPENED))
        .at("11m", tell(unpatched("chat-2", "CVE-2", HIGH)))
        .expect("20m1s", "20m2s", page("first", OPENED).saying("CVE-2"))
        .until("40m");
  }

  @Test
  void mutesWhatAnotherFindingSaysBetter() {
    InhibitRule rule =
        new InhibitRule(
            List.of(Matcher.parse("severity=\"critical\"")),
            List.of(Matcher.parse("severity=\"medium\"")),
            List.of("asset"));
    Finding lesser = unpatched("chat-1", "CVE-2", MEDIUM);
    Finding elsewhere = unpatched("chat-9", "CVE-3", MEDIUM);
    new Timeline(settings(first("none"), rule))
        .at("1s", tell(OPEN))
        .expect("1s", "2s", page("first", OPENED))
        .at("2m", tell(lesser, elsewhere))
        .expect("2m", "2m1s", page("first", OPENED).saying("CVE-3"))
        .at("5m", tell(FIXED))
        .expect("5m", "5m1s", page("first", RESOLVED), page("first", OPENED).saying("CVE-2"))
        .until("50m");
  }
}
