package io.patchwatch.ingest.syslog;

import io.patchwatch.ingest.crew.Crew;
import io.patchwatch.ingest.shipping.LogIntake;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives over TCP or TLS. A connection is read only as fast as Kafka takes records, so that the
 * sender waits. When there are too many connections, the one that was idle for longest makes room.
 */
final class StreamListener implements AutoCloseable {

  /** So many connections may be open at the same time. */
  static final int MAX_CONNECTIONS = 256;

  private static final Logger log = LoggerFactory.getLogger(StreamListener.class);

  /** So long all connections together may take to hand on what they have read. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ServerSocket server;
  private final LogIntake intake;
  private final AtomicLong allHeld;
  private final int most;
  private final Set<StreamConnection> open = ConcurrentHashMap.newKeySet();
  private final Crew crew = new Crew();

  private StreamListener(ServerSocket server, LogIntake intake, AtomicLong allHeld, int most) {
    this.server = server;
    this.intake = intake;
    this.allHeld = allHeld;
    this.most = most;
  }

  /**
   * Starts to accept.
   *
   * @param server is closed with this
   */
  static StreamListener start(
      ServerSocket server, LogIntake intake, AtomicLong allHeld, int maxConnections) {
    StreamListener listener = new StreamListener(server, intake, allHeld, maxConnections);
    listener.crew.start("syslog-" + server.getLocalPort(), listener::accept);
    return listener;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        begin(server.accept());
      } catch (IOException e) {
        if (!server.isClosed()) {
          log.warn("syslog on {}: {}", address(), e.getMessage());
        }
      }
    }
  }

  private void begin(Socket socket) throws IOException {
    if (open.size() >= most && !makeRoom()) {
      intake.counters(Conversation.WAY).refuseOne();
      log.warn(
          "syslog on {}: {} connections are open and busy; {} was refused",
          address(),
          most,
          socket.getRemoteSocketAddress());
      socket.close();
      return;
    }
    StreamConnection connection = new StreamConnection(socket, intake, allHeld);
    open.add(connection);
    var unused =
        Thread.ofVirtual()
            .name("syslog-" + socket.getRemoteSocketAddress())
            .start(
                () -> {
                  try {
                    connection.run();
                  } finally {
                    open.remove(connection);
                  }
                });
  }

  private boolean makeRoom() {
    Optional<StreamConnection> idle =
        open.stream()
            .filter(StreamConnection::isIdle)
            .min(Comparator.comparingLong(StreamConnection::lastRead));
    idle.ifPresent(
        connection -> {
          open.remove(connection);
          connection.close();
        });
    return idle.isPresent();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      log.debug("closing {}", server, e);
    }
    crew.close();
    open.forEach(StreamConnection::close);
    long until = System.nanoTime() + PATIENCE.toNanos();
    open.forEach(connection -> connection.awaitEnd(until));
  }
}
