package io.patchwatch.alerting.routing;

import java.time.Instant;

/** Named time intervals. Pure. */
@FunctionalInterface
public interface Mutes {

  /** Without time intervals. */
  Mutes NEVER = (name, at) -> false;

  /** Whether the moment lies in the interval of that name. Changes at full minutes only. */
  boolean active(String timeInterval, Instant at);
}
