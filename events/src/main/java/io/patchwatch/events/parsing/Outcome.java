package io.patchwatch.events.parsing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** ECS {@code event.outcome}. */
public enum Outcome {
  @JsonProperty("success")
  SUCCESS("success"),
  @JsonProperty("failure")
  FAILURE("failure"),
  @JsonProperty("unknown")
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
