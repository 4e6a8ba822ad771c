package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** Where an incident stands. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IncidentState.Open.class, name = "open"),
  @JsonSubTypes.Type(value = IncidentState.Acknowledged.class, name = "acknowledged"),
  @JsonSubTypes.Type(value = IncidentState.Escalated.class, name = "escalated"),
  @JsonSubTypes.Type(value = IncidentState.Resolved.class, name = "resolved")
})
public sealed interface IncidentState {

  /** Nobody has taken it yet. */
  record Open() implements IncidentState {}

  /** A person has taken it. */
  record Acknowledged(String by, Instant at) implements IncidentState {}

  /** Nobody took it in time; {@code step} counts the escalations, from 1. */
  record Escalated(int step, Instant at) implements IncidentState {}

  /** All its findings are resolved. */
  record Resolved(Instant at) implements IncidentState {}
}
