package io.patchwatch.events;

/** About one incident. About an incident that does not exist it changes nothing. */
public sealed interface IncidentCommand extends OnCallCommand
    permits IncidentAcknowledged, IncidentUnacknowledged, IncidentNoted, IncidentClosed {

  /** Id of the incident. */
  String incident();

  @Override
  default String key() {
    return "incident/" + incident();
  }
}
