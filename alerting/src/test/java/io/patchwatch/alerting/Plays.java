package io.patchwatch.alerting;

import static io.patchwatch.alerting.Findings.fixed;
import static io.patchwatch.alerting.Findings.unpatched;
import static io.patchwatch.events.Severity.CRITICAL;

import io.patchwatch.alerting.oncall.Escalation;
import io.patchwatch.alerting.oncall.InhibitRule;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.events.Finding;
import java.time.Duration;
import java.util.List;

/** What the plays of the on-call engine have in common. */
final class Plays {

  private Plays() {}

  static final Duration HOUR = Duration.ofHours(1);
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Finding OPEN = unpatched("chat-1", "CVE-2023-32315", CRITICAL);
  static final Finding SECOND = unpatched("chat-2", "CVE-2023-32315", CRITICAL);
  static final Finding FIXED = fixed(OPEN);

  private static final Escalation NIGHT =
      new Escalation(
          "night",
          List.of(
              new Escalation.Step(Duration.ofMinutes(5), List.of("second")),
              new Escalation.Step(Duration.ofMinutes(10), List.of("boss", "first"))));

  static AlertingSettings settings(Route route, InhibitRule... rules) {
    return new AlertingSettings(
        route,
        List.of(
            Receiver.console("first"),
            Receiver.console("second"),
            Receiver.console("boss"),
            Receiver.console("team")),
        null,
        null,
        null,
        null,
        Duration.ZERO,
        null,
        null,
        List.of(NIGHT),
        List.of(rules),
        HOUR,
        Duration.ofHours(2),
        Duration.ofMinutes(30),
        null,
        null,
        null,
        null);
  }

  static Route first(String escalation) {
    return new Route(
        "first", List.of(), null, false, List.of(), escalation, null, null, null, null, null);
  }

  static Timeline timeline() {
    return new Timeline(settings(first("none")));
  }

  static Timeline escalating() {
    return new Timeline(settings(first("night")));
  }
}
