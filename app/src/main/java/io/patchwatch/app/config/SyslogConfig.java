package io.patchwatch.app.config;

import io.patchwatch.events.access.ServerKey;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.syslog.SyslogSettings.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where syslog is received; nowhere without listeners. */
public record SyslogConfig(List<Listener> listeners) {

  /**
   * One address to listen on.
   *
   * @param bind null: loopback
   * @param port null: 514 of UDP, 601 of TCP, 6514 of TLS; 0: any free port
   * @param tls needed by TLS
   */
  public record Listener(
      Transport transport, @Nullable String bind, @Nullable Integer port, @Nullable Tls tls) {

    public Listener {
      if (transport == null) {
        throw new IllegalArgumentException("transport is missing; use udp, tcp or tls");
      }
      if (port != null && (port < 0 || port > 65535)) {
        throw new IllegalArgumentException("port is " + port + "; use 0 to 65535");
      }
      if ((transport == Transport.TLS) != (tls != null)) {
        throw new IllegalArgumentException(
            transport == Transport.TLS
                ? "transport tls needs tls: {keystore, password}"
                : "tls is given, but the transport is another; use transport: tls");
      }
    }

    /** The port to listen on. */
    public int portOrDefault() {
      int usual =
          switch (transport) {
            case UDP -> 514;
            case TCP -> 601;
            case TLS -> 6514;
          };
      return Objects.requireNonNullElse(port, usual);
    }
  }

  /**
   * The listener's certificate.
   *
   * @param keystore PKCS#12 file with its key and chain
   * @param password of the file
   * @param clientCa PEM file of the authority that clients' certificates must be of; null: clients
   *     need none
   */
  public record Tls(Path keystore, Secret password, @Nullable Path clientCa) {

    public Tls {
      var unused = new ServerKey(keystore, password);
    }

    /** Key and chain. */
    public ServerKey key() {
      return new ServerKey(keystore, password);
    }
  }
}
