package io.patchwatch.alerting;

import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentAcknowledged;
import io.patchwatch.events.IncidentClosed;
import io.patchwatch.events.IncidentNoted;
import io.patchwatch.events.IncidentUnacknowledged;
import io.patchwatch.events.SilenceExpired;
import io.patchwatch.events.SilenceSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What happens in a {@link Timeline}. */
final class Deeds {

  private static final String TEST = "test";

  private Deeds() {}

  static Timeline.Deed tell(Finding... findings) {
    return oncall -> oncall.tell(findings);
  }

  static Timeline.Deed acknowledge(String by, Finding of) {
    return oncall ->
        oncall.obey(
            new IncidentAcknowledged(id(), oncall.now(), TEST, incident(of), null, by, null));
  }

  static Timeline.Deed acknowledge(String by, Finding of, Instant opened) {
    return oncall ->
        oncall.obey(
            new IncidentAcknowledged(id(), oncall.now(), TEST, incident(of), opened, by, null));
  }

  static Timeline.Deed acknowledge(String by, Finding of, Duration time) {
    return oncall ->
        oncall.obey(
            new IncidentAcknowledged(
                id(), oncall.now(), TEST, incident(of), null, by, oncall.now().plus(time)));
  }

  static Timeline.Deed giveBack(String by, Finding of) {
    return oncall ->
        oncall.obey(new IncidentUnacknowledged(id(), oncall.now(), TEST, incident(of), by));
  }

  static Timeline.Deed note(String by, Finding of, String text) {
    return oncall ->
        oncall.obey(new IncidentNoted(id(), oncall.now(), TEST, incident(of), by, text));
  }

  static Timeline.Deed close(String by, Finding of) {
    return oncall ->
        oncall.obey(
            new IncidentClosed(id(), oncall.now(), TEST, incident(of), null, by, "false alarm"));
  }

  static Timeline.Deed silence(String name, Duration time, String... matchers) {
    return quiet(SilenceSet.Kind.SILENCE, name, Duration.ZERO, time, matchers);
  }

  static Timeline.Deed maintenance(String name, Duration in, Duration time, String... matchers) {
    return quiet(SilenceSet.Kind.MAINTENANCE, name, in, time, matchers);
  }

  private static Timeline.Deed quiet(
      SilenceSet.Kind kind, String name, Duration in, Duration time, String... matchers) {
    return oncall -> {
      Instant from = oncall.now().plus(in);
      oncall.obey(
          new SilenceSet(
              id(),
              oncall.now(),
              TEST,
              name,
              kind,
              List.of(matchers),
              from,
              from.plus(time),
              "anna",
              "working on it"));
    };
  }

  static Timeline.Deed expire(String name) {
    return oncall -> oncall.obey(new SilenceExpired(id(), oncall.now(), TEST, name, "anna"));
  }

  static Timeline.Deed restart() {
    return OnCallDriver::restart;
  }

  static Timeline.Deed clock(Duration jump) {
    return oncall -> {
      if (jump.isNegative()) {
        oncall.restartEarlier(jump.negated());
      } else {
        oncall.advance(jump);
      }
    };
  }

  private static String incident(Finding finding) {
    return Incident.idOf(finding.group());
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
