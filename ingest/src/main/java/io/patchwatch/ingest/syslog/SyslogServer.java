package io.patchwatch.ingest.syslog;

import io.patchwatch.events.access.ServerKey;
import io.patchwatch.ingest.net.TlsOptions;
import io.patchwatch.ingest.shipping.LogIntake;
import io.patchwatch.ingest.syslog.SyslogSettings.Listener;
import io.patchwatch.ingest.syslog.SyslogSettings.Transport;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives syslog on all configured addresses. */
public final class SyslogServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SyslogServer.class);
  private static final int BACKLOG = 64;

  private final List<AutoCloseable> listeners = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final AtomicLong allHeld = new AtomicLong();
  private final LogIntake intake;

  private SyslogServer(LogIntake intake) {
    this.intake = intake;
  }

  /**
   * Starts to receive.
   *
   * @param intake stays open when this is closed
   * @throws IOException if an address or a certificate cannot be used; the message says what to
   *     change
   */
  public static SyslogServer start(SyslogSettings settings, LogIntake intake) throws IOException {
    SyslogServer server = new SyslogServer(intake);
    try {
      for (int i = 0; i < settings.listeners().size(); i++) {
        server.listen(settings.listeners().get(i), "syslog.listeners[" + i + "]");
      }
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private void listen(Listener listener, String key) throws IOException {
    InetSocketAddress address = new InetSocketAddress(listener.bind(), listener.port());
    if (address.isUnresolved()) {
      throw new IOException(
          key + ".bind " + listener.bind() + " is not a known address; use 127.0.0.1 or 0.0.0.0");
    }
    try {
      if (listener.transport() == Transport.UDP) {
        DatagramListener started =
            DatagramListener.start(
                new DatagramSocket(address), intake, allHeld, DatagramListener.ROOM);
        listeners.add(started);
        addresses.add(started.address());
      } else {
        ServerSocket socket = socket(listener, key);
        socket.setReuseAddress(true);
        socket.bind(address, BACKLOG);
        StreamListener started =
            StreamListener.start(socket, intake, allHeld, StreamListener.MAX_CONNECTIONS);
        listeners.add(started);
        addresses.add(started.address());
      }
    } catch (SocketException e) {
      throw new IOException(
          key
              + ", "
              + address
              + ": "
              + e.getMessage()
              + "; stop what listens there or choose another port (0: any free one)",
          e);
    }
    log.info(
        "syslog over {} on {}",
        listener.transport().name().toLowerCase(Locale.ROOT),
        addresses.getLast());
  }

  private static ServerSocket socket(Listener listener, String key) throws IOException {
    ServerKey identity = listener.key();
    if (listener.transport() != Transport.TLS || identity == null) {
      return new ServerSocket();
    }
    SSLContext context =
        identity.context(key + ".tls", clients(listener.clientCa(), key + ".tls.client_ca"));
    SSLServerSocket socket =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
    socket.setNeedClientAuth(listener.clientCa() != null);
    return socket;
  }

  private static @Nullable TrustManager clients(@Nullable Path ca, String key) throws IOException {
    try {
      return ca == null ? null : new TlsOptions(ca, false).trustManager();
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          key + " " + ca + ": " + e.getMessage() + "; give a readable PEM file with certificates",
          e);
    }
  }

  /** Where it listens, in the order of the settings. */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  @Override
  public void close() {
    for (AutoCloseable listener : listeners) {
      try {
        listener.close();
      } catch (Exception e) {
        log.debug("closing a listener of syslog", e);
      }
    }
  }
}
