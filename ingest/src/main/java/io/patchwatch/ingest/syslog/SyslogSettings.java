package io.patchwatch.ingest.syslog;

import io.patchwatch.events.access.ServerKey;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where syslog is received; nowhere without listeners. */
public record SyslogSettings(List<Listener> listeners) {

  public SyslogSettings {
    listeners = List.copyOf(listeners);
  }

  /** How messages travel. */
  public enum Transport {
    UDP,
    TCP,
    TLS
  }

  /**
   * One address to listen on.
   *
   * @param port 0: any free port
   * @param key needed for TLS, null otherwise
   * @param clientCa PEM file of the authority that clients' certificates must be of; null: clients
   *     need none
   */
  public record Listener(
      Transport transport,
      String bind,
      int port,
      @Nullable ServerKey key,
      @Nullable Path clientCa) {}
}
