package io.patchwatch.alerting.incidents;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether an incident pages nobody, and when that has to be asked again for all. */
final class Muting {

  private final Silences silences;
  private final Inhibitions inhibitions;
  private @Nullable Instant nextChange;
  private boolean changed = true;

  Muting(Silences silences, Inhibitions inhibitions) {
    this.silences = silences;
    this.inhibitions = inhibitions;
  }

  void load() {
    silences.load();
    inhibitions.load();
  }

  void take(Inbound.Quiet quiet, Instant now) {
    silences.obey(quiet.command(), now);
    changed = true;
  }

  void take(Inbound.Signal signal) {
    inhibitions.take(signal);
    changed = true;
  }

  /** Whether something has changed since this was last asked. */
  boolean changedBy(Instant now) {
    boolean due = changed || (nextChange != null && !now.isBefore(nextChange));
    if (due) {
      silences.tidy(now);
      nextChange = silences.nextChange(now);
      changed = false;
    }
    return due;
  }

  /** Why nobody is paged: all its open findings are muted; null: somebody is. */
  @Nullable String reason(String incident, Members members, Instant now) {
    return silences.any() || inhibitions.any()
        ? members.muted(incident, labels -> reason(labels, now))
        : null;
  }

  private @Nullable String reason(Map<String, String> labels, Instant now) {
    String silence = silences.reason(labels, now);
    return silence == null ? inhibitions.reason(labels) : silence;
  }
}
