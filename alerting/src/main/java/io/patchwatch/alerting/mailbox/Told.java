package io.patchwatch.alerting.mailbox;

import io.patchwatch.alerting.oncall.Summons;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Severity;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver knows of an incident that was open when it was last told.
 *
 * @param total how many findings there had been by then
 * @param heard what it has heard of the people; null: nothing
 */
public record Told(
    Severity severity, boolean exploited, long total, Instant at, @Nullable Heard heard) {

  private static final Heard NOTHING = new Heard(0, false, 0);

  /**
   * What a receiver has heard of the people.
   *
   * @param number of the newest summons
   * @param acknowledged whether somebody had taken it
   * @param messages how many it got since it was told that it opened, with that one
   */
  public record Heard(int number, boolean acknowledged, int messages) {}

  static Told of(Incident incident, boolean exploited, Summons summons, int messages, Instant at) {
    boolean taken = incident.state() instanceof IncidentState.Acknowledged;
    return new Told(
        incident.severity(),
        exploited,
        incident.total(),
        at,
        new Heard(summons.number(), taken, messages));
  }

  private Heard known() {
    return Objects.requireNonNullElse(heard, NOTHING);
  }

  boolean acknowledged() {
    return known().acknowledged();
  }

  int messages() {
    return known().messages();
  }

  boolean missed(Summons summons) {
    return summons.number() > known().number();
  }
}
