package io.patchwatch.alerting;

import static io.patchwatch.alerting.Deeds.acknowledge;
import static io.patchwatch.alerting.Deeds.restart;
import static io.patchwatch.alerting.Deeds.tell;
import static io.patchwatch.alerting.Findings.fixed;
import static io.patchwatch.alerting.Findings.unpatched;
import static io.patchwatch.alerting.Timeline.page;
import static io.patchwatch.events.Delivery.Kind.ACKNOWLEDGED;
import static io.patchwatch.events.Delivery.Kind.ESCALATED;
import static io.patchwatch.events.Delivery.Kind.OPENED;
import static io.patchwatch.events.Delivery.Kind.REMINDER;
import static io.patchwatch.events.Delivery.Kind.RESOLVED;
import static io.patchwatch.events.Severity.CRITICAL;

import io.patchwatch.alerting.mailbox.MailboxSettings;
import io.patchwatch.alerting.oncall.Escalation;
import io.patchwatch.alerting.oncall.OnCallRules;
import io.patchwatch.alerting.routing.Mutes;
import io.patchwatch.alerting.routing.OnCall;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.events.Finding;
import io.patchwatch.events.yaml.StrictYaml;
import io.patchwatch.events.yaml.YamlMistakes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told when it depends on the time of day, also on the two days on which clocks change. */
class OnCallScheduleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Finding OPEN = unpatched("chat-1", "CVE-2023-32315", CRITICAL);
  private static final Finding FIXED = fixed(OPEN);

  private static final MailboxSettings MAILBOX =
      new MailboxSettings(
          Duration.ofMillis(250),
          5,
          Duration.ofSeconds(2),
          Duration.ofMinutes(5),
          Duration.ZERO,
          Duration.ZERO);

  /** Early until 08:00 in Berlin, late from 20:00 on, in between nobody. */
  private static final OnCall SHIFTS =
      (name, at) -> {
        int hour = at.atZone(BERLIN).getHour();
        List<String> night = hour < 8 ? List.of("early") : List.of();
        return name.equals("shifts") ? (hour >= 20 ? List.of("late") : night) : List.of(name);
      };

  /** From 22:00 to 06:00 in Berlin. */
  private static final Mutes NIGHTS =
      (name, at) -> {
        int hour = at.atZone(BERLIN).getHour();
        return name.equals("nights") && (hour >= 22 || hour < 6);
      };

  private static Timeline play(String begin, Route route, Map<String, Escalation> chains) {
    OnCallRules rules =
        new OnCallRules(
            chains,
            List.of(),
            Duration.ofHours(2),
            Duration.ofHours(12),
            Duration.ofHours(1),
            SHIFTS,
            NIGHTS);
    return new Timeline(new OnCallDriver(route, rules, MAILBOX, Instant.parse(begin)));
  }

  private static Route route(
      String receiver, @Nullable String chain, @Nullable List<String> muted) {
    return new Route(
        receiver, List.of(), null, false, List.of(), chain, null, null, null, muted, null);
  }

  private static Map<String, Escalation> chain(String... receivers) {
    return Map.of(
        "chain",
        new Escalation(
            "chain",
            List.of(receivers).stream()
                .map(name -> new Escalation.Step(Duration.ofMinutes(10), List.of(name)))
                .toList()));
  }

  @Test
  void remindsWhoeverIsOnCallByThen() {
    play("2026-11-24T18:00:00Z", route("shifts", null, null), Map.of()) // 19:00, nobody
        .at("4h", tell(OPEN)) // 23:00
        .expect("4h", "4h1s", page("late", OPENED))
        .expect("6h", "6h1s", page("early", OPENED)) // 01:00, who hears of it for the first time
        .at("6h30m", acknowledge("anna", OPEN))
        .expect("6h30m", "6h30m1s", page("late", ACKNOWLEDGED), page("early", ACKNOWLEDGED))
        .at("7h", tell(FIXED))
        .expect("7h", "7h1s", page("late", RESOLVED), page("early", RESOLVED))
        .until("9h");
  }

  @Test
  void tellsWhoeverComesFirstWhenNobodyIsOnCall() {
    play("2026-11-24T17:00:00Z", route("shifts", null, null), Map.of()) // 18:00
        .at("1h", tell(OPEN), restart())
        .expect("2h", "2h2s", page("late", OPENED)) // 20:00
        .until("3h");
  }

  @Test
  void goesToTheNextStepAtOnceWhenNobodyIsOnCall() {
    play("2026-11-24T12:00:00Z", route("shifts", "chain", null), chain("shifts", "boss"))
        .at("1m", tell(OPEN))
        .expect("1m", "1m1s", page("boss", ESCALATED))
        .at("5m", tell(FIXED))
        .expect("5m", "5m1s", page("boss", RESOLVED))
        .until("30m");
  }

  @Test
  void holdsThePageOverTheNightAndBeginsTheChainInTheMorning() {
    play("2026-11-24T22:00:00Z", route("team", "chain", List.of("nights")), chain("boss"))
        .at("1m", tell(OPEN)) // 23:01
        .expect("7h", "7h2s", page("team", OPENED)) // 06:00
        .expect("7h10m", "7h10m2s", page("boss", ESCALATED))
        .until("7h30m");
  }

  @Test
  void holdsThatItIsOverAsWellOverTheNight() {
    play("2026-11-24T20:30:00Z", route("team", null, List.of("nights")), Map.of())
        .at("1m", tell(OPEN)) // 21:31
        .expect("1m", "1m1s", page("team", OPENED))
        .at("2h", tell(FIXED)) // 23:30
        .expect("8h30m", "8h30m2s", page("team", RESOLVED)) // 06:00
        .until("9h");
  }

  /** 25 October 2026, 03:00 becomes 02:00: the night has an hour more. */
  @Test
  void holdsThePageAnHourLongerInTheNightInWhichClocksArePutBack() {
    play("2026-10-24T21:00:00Z", route("team", null, List.of("nights")), Map.of()) // 23:00 CEST
        .at("1m", tell(OPEN))
        .expect("8h", "8h2s", page("team", OPENED)) // 06:00 CET
        .until("9h");
  }

  /** 29 March 2026, 02:00 becomes 03:00: the night has an hour less. */
  @Test
  void holdsThePageAnHourLessInTheNightInWhichClocksArePutForward() {
    play("2026-03-28T22:00:00Z", route("team", null, List.of("nights")), Map.of()) // 23:00 CET
        .at("1m", tell(OPEN))
        .expect("6h", "6h2s", page("team", OPENED)) // 06:00 CEST
        .until("7h");
  }

  /** The chain waits minutes, whatever the clock on the wall says. */
  @Test
  void escalatesAfterTheSameTimeWhenClocksArePutBackMeanwhile() {
    play("2026-10-25T00:50:00Z", route("team", "chain", null), chain("shifts"))
        .at("1m", tell(OPEN)) // 02:51 CEST
        .expect("1m", "1m1s", page("team", OPENED))
        .expect("11m", "11m2s", page("early", ESCALATED)) // 02:01 CET
        .expect("2h11m", "2h11m2s", page("team", REMINDER), page("early", REMINDER))
        .until("2h30m");
  }

  /** A turn of 25 hours: from 09:00 on the last day of summer time to 09:00 on the next. */
  @Test
  void handsOverAtTheSameLocalTimeOnTheDayOnWhichClocksArePutBack() throws YamlMistakes {
    AlertingSettings settings = rotation("2026-10-24T09:00");
    play("2026-10-25T07:00:00Z", settings) // 08:00 CET, 24 hours after the hand-over
        .at("59m", tell(OPEN))
        .expect("59m", "59m1s", page("anna-pager", OPENED))
        .expect("1h9m", "1h9m2s", page("bert-pager", ESCALATED)) // 09:09 CET
        .at("1h20m", tell(FIXED))
        .expect("1h20m", "1h20m1s", page("anna-pager", RESOLVED), page("bert-pager", RESOLVED))
        .until("2h");
  }

  /** A turn of 23 hours. */
  @Test
  void handsOverAtTheSameLocalTimeOnTheDayOnWhichClocksArePutForward() throws YamlMistakes {
    AlertingSettings settings = rotation("2026-03-28T09:00");
    play("2026-03-29T06:30:00Z", settings) // 08:30 CEST
        .at("29m", tell(OPEN))
        .expect("29m", "29m1s", page("anna-pager", OPENED))
        .expect("39m", "39m2s", page("bert-pager", ESCALATED)) // 09:09 CEST
        .until("50m");
  }

  private static Timeline play(String begin, AlertingSettings settings) {
    return new Timeline(
        new OnCallDriver(settings.route(), settings.rules(), MAILBOX, Instant.parse(begin)));
  }

  private static AlertingSettings rotation(String handOver) throws YamlMistakes {
    String yaml =
        """
        receivers: [{name: anna-pager, console: {}}, {name: bert-pager, console: {}}]
        people: [{name: anna, receivers: [anna-pager]}, {name: bert, receivers: [bert-pager]}]
        schedules:
          - name: duty
            time_zone: Europe/Berlin
            layers: [{people: [anna, bert], every: 1d, hand_over: %s}]
        escalations: [{name: chain, steps: [{after: 10m, receivers: [duty]}]}]
        route: {receiver: duty, escalation: chain}
        """
            .formatted(handOver);
    var tree = StrictYaml.tree("c.yml", yaml.getBytes(StandardCharsets.UTF_8));
    return StrictYaml.bind("c.yml", tree, AlertingSettings.class, name -> null, Path.of("."));
  }
}
