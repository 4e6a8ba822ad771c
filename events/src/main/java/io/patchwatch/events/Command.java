package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a person, or a document in a person's name, wants to hold. Topic {@code commands}; the key
 * is what it is about.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RiskAccepted.class, name = "risk-accepted"),
  @JsonSubTypes.Type(value = ImpactStated.class, name = "impact-stated"),
  @JsonSubTypes.Type(value = ExceptionRevoked.class, name = "exception-revoked"),
  @JsonSubTypes.Type(value = IncidentAcknowledged.class, name = "incident-acknowledged"),
  @JsonSubTypes.Type(value = IncidentUnacknowledged.class, name = "incident-unacknowledged"),
  @JsonSubTypes.Type(value = IncidentNoted.class, name = "incident-noted"),
  @JsonSubTypes.Type(value = IncidentClosed.class, name = "incident-closed"),
  @JsonSubTypes.Type(value = SilenceSet.class, name = "silence-set"),
  @JsonSubTypes.Type(value = SilenceExpired.class, name = "silence-expired")
})
public sealed interface Command extends Event permits ExceptionCommand, OnCallCommand {}
