package io.patchwatch.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One sample of each record that a person on call writes. */
final class OnCallSamples {

  private static final Instant NOON = Samples.NOON;

  private OnCallSamples() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    String incident = Samples.incident().id();
    all.put(
        "command-incident-acknowledged",
        new IncidentAcknowledged(
            "c-1", NOON, "api", incident, NOON, "anna", NOON.plusSeconds(3600)));
    all.put(
        "command-incident-unacknowledged",
        new IncidentUnacknowledged("c-2", NOON, "api", incident, "anna"));
    all.put(
        "command-incident-noted",
        new IncidentNoted("c-3", NOON, "api", incident, "anna", "restarted with 4.7.5"));
    all.put(
        "command-incident-closed",
        new IncidentClosed("c-4", NOON, "api", incident, null, "anna", "a test server"));
    all.put(
        "command-silence-set",
        new SilenceSet(
            "c-5",
            NOON,
            "api",
            "s-1",
            SilenceSet.Kind.MAINTENANCE,
            List.of("asset=\"chat-eu-1\""),
            NOON,
            NOON.plusSeconds(7200),
            "anna",
            "upgrade to 4.7.5"));
    all.put("command-silence-expired", new SilenceExpired("c-6", NOON, "api", "s-1", "anna"));
    all.put("incident-with-care", cared());
    return all;
  }

  private static Incident cared() {
    Incident plain = Samples.incident();
    return new Incident(
        plain.id(),
        2,
        plain.state(),
        plain.title(),
        plain.severity(),
        plain.group(),
        plain.openedAt(),
        plain.changedAt(),
        plain.open(),
        plain.total(),
        plain.members(),
        plain.latest(),
        new Incident.Care(
            List.of(new Incident.Note("c-3", NOON, "anna", "restarted with 4.7.5")),
            "maintenance s-1 by anna until 2026-11-23T14:00:00Z: upgrade to 4.7.5",
            NOON.plusSeconds(3600)));
  }
}
