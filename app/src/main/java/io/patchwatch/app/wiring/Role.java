package io.patchwatch.app.wiring;

/** A part of the work that a process may take. */
public enum Role {
  /** Collects versions, logs and advisories. */
  INGEST,
  /** Concludes. */
  STREAMS,
  /** Tells people, keeps the history and the metrics. */
  ALERTING
}
