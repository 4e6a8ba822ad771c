package io.patchwatch.alerting;

import io.patchwatch.events.Delivery;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Severity;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Deliveries as the engine makes them. */
public final class Samples {

  private Samples() {}

  /** An incident of one server. */
  public static Incident incident(boolean resolved) {
    Finding open = Findings.unpatched("chat-eu-1", "CVE-2023-32315", Severity.CRITICAL);
    Finding latest = resolved ? Findings.fixed(open) : open;
    return new Incident(
        Incident.idOf(open.group()),
        resolved ? 2 : 1,
        resolved ? new IncidentState.Resolved(Findings.NOON) : new IncidentState.Open(),
        resolved ? "CVE-2023-32315 on openfire: closed" : "CVE-2023-32315 on openfire: 1 server",
        Severity.CRITICAL,
        new TreeMap<>(open.group()),
        Findings.NOON,
        Findings.NOON,
        resolved ? 0 : 1,
        1,
        resolved
            ? List.of()
            : List.of(
                new Incident.Member(
                    open.fingerprint(),
                    "chat-eu-1",
                    open.conclusion().headline(),
                    Severity.CRITICAL)),
        latest);
  }

  /** A message about one incident. */
  public static Delivery delivery(String id, String key, String receiver, Instant createdAt) {
    return new Delivery(
        id,
        key,
        receiver,
        key.equals(receiver) ? Delivery.Kind.DIGEST : Delivery.Kind.OPENED,
        createdAt,
        "[OPENED critical] CVE-2023-32315 on openfire: 1 server",
        List.of(incident(false)),
        0);
  }

  /** That it opened. */
  public static Delivery opened() {
    return delivery("d-1", "incident-1", "ops", Findings.NOON);
  }

  /** That it opened, under this title. */
  public static Delivery titled(String title) {
    Delivery it = opened();
    return new Delivery(
        it.id(), it.key(), it.receiver(), it.kind(), it.createdAt(), title, it.incidents(), 0);
  }

  /** That it closed. */
  public static Delivery resolved() {
    return new Delivery(
        "d-2",
        "incident-1",
        "ops",
        Delivery.Kind.RESOLVED,
        Findings.NOON,
        "[RESOLVED] CVE-2023-32315 on openfire: closed",
        List.of(incident(true)),
        0);
  }

  /** Many at once. */
  public static Delivery digest() {
    return new Delivery(
        "d-3",
        "ops",
        "ops",
        Delivery.Kind.DIGEST,
        Findings.NOON,
        "[DIGEST critical] 8 open incidents",
        List.of(incident(false), incident(true)),
        6);
  }
}
