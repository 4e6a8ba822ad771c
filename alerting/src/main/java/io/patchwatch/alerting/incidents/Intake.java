package io.patchwatch.alerting.incidents;

import io.patchwatch.events.DeadLetter;

/** What became of a record of the findings topic. */
public sealed interface Intake {

  /** A finding joins or leaves an incident. */
  record Step(Placed placed) implements Intake {}

  /** All have to know that a finding may mute others, or no longer. */
  record Signalled(Inbound.Signal signal) implements Intake {}

  /** The record could not be read. */
  record Unreadable(DeadLetter letter) implements Intake {}
}
