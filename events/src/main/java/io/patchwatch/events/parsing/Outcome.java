package io.patchwatch.events.parsing;

/** ECS {@code event.outcome}. */
public enum Outcome {
  SUCCESS("success"),
  FAILURE("failure"),
  UNKNOWN("unknown");

  private final String ecs;

  Outcome(String ecs) {
    this.ecs = ecs;
  }

  /** The value of {@code event.outcome}. */
  public String ecs() {
    return ecs;
  }
}
