package io.patchwatch.alerting.routing;

import java.time.Instant;
import java.util.List;

/** Who is meant by a name. Pure: the same at every instance. */
@FunctionalInterface
public interface OnCall {

  /** Without schedules: every name is a receiver. */
  OnCall NAMES = (name, at) -> List.of(name);

  /**
   * The receivers to be told at a moment; empty when nobody is on call then.
   *
   * @param scheduleOrReceiver a name from the configuration
   */
  List<String> receivers(String scheduleOrReceiver, Instant at);
}
