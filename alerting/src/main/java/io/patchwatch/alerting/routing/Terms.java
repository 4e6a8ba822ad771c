package io.patchwatch.alerting.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a route tells its receiver.
 *
 * @param escalation name of the chain; null: none
 * @param repeatInterval until a reminder; null: {@code alerting.repeat_interval}
 * @param groupWait null: {@code alerting.group_wait}
 * @param groupInterval null: {@code alerting.update_interval}
 * @param muteTimeIntervals in these it tells nothing
 * @param activeTimeIntervals outside these it tells nothing; empty: always active
 */
public record Terms(
    @Nullable String escalation,
    @Nullable Duration repeatInterval,
    @Nullable Duration groupWait,
    @Nullable Duration groupInterval,
    List<String> muteTimeIntervals,
    List<String> activeTimeIntervals) {

  /** Everything by default. */
  public static final Terms USUAL = new Terms(null, null, null, null, List.of(), List.of());

  /** The name that stops a chain from being inherited. */
  static final String NO_ESCALATION = "none";

  public Terms {
    muteTimeIntervals = muteTimeIntervals == null ? List.of() : List.copyOf(muteTimeIntervals);
    activeTimeIntervals =
        activeTimeIntervals == null ? List.of() : List.copyOf(activeTimeIntervals);
  }

  /** As in Alertmanager, time intervals are not inherited, the rest is. */
  Terms under(Terms parent) {
    String chain = escalation == null ? parent.escalation : escalation;
    return new Terms(
        NO_ESCALATION.equals(chain) ? null : chain,
        repeatInterval == null ? parent.repeatInterval : repeatInterval,
        groupWait == null ? parent.groupWait : groupWait,
        groupInterval == null ? parent.groupInterval : groupInterval,
        muteTimeIntervals,
        activeTimeIntervals);
  }

  /** Whether it may tell nothing at this moment. */
  public boolean mutedAt(Mutes mutes, Instant at) {
    boolean inactive =
        !activeTimeIntervals.isEmpty()
            && activeTimeIntervals.stream().noneMatch(name -> mutes.active(name, at));
    return inactive || muteTimeIntervals.stream().anyMatch(name -> mutes.active(name, at));
  }

  /** Whether that depends on the time. */
  public boolean timed() {
    return !muteTimeIntervals.isEmpty() || !activeTimeIntervals.isEmpty();
  }

  /** Longest time that news may wait on these terms, beyond the defaults. */
  public Duration longestWait() {
    return Objects.requireNonNullElse(groupWait, Duration.ZERO)
        .plus(Objects.requireNonNullElse(groupInterval, Duration.ZERO));
  }
}
