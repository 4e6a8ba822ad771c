package io.patchwatch.ingest.mumble;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Reading;
import io.patchwatch.events.catalogue.Saying;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.VersionCollector;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks a Mumble server with both forms of its UDP ping; the new one's answer is preferred. */
public final class MumbleCollector implements VersionCollector {

  private static final int MAX_DATAGRAM = 1024;

  /** A server that answered the old ping answers the new one at once, if at all. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Product product;
  private final MumbleServer server;
  private final RandomGenerator random;

  /**
   * Does not ask yet.
   *
   * @param random makes the numbers by which answers are known; not to be guessed by others
   */
  public MumbleCollector(Product product, MumbleServer server, RandomGenerator random) {
    this.product = product;
    this.server = server;
    this.random = random;
  }

  @Override
  public String source() {
    return EvidenceSource.MUMBLE.label();
  }

  @Override
  public Collected collect() throws InterruptedException {
    Saying saying = product.tells().mumble();
    if (saying == null) {
      return missed(
          Failure.NOT_ASKED,
          product.name() + " does not answer Mumble's ping as far as the catalogue knows");
    }
    try {
      Optional<Ping.Told> told = ask();
      return told.map(t -> version(saying, t)).orElseGet(this::silent);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      return explain(e);
    }
  }

  private Collected version(Saying saying, Ping.Told told) {
    Reading reading = saying.read(product, "Mumble ping", "", told.version());
    return Collected.of(product, locator(), reading);
  }

  private Optional<Ping.Told> ask() throws IOException {
    InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException(server.host());
    }
    long nonce = random.nextLong();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(address); // answers of anybody else are dropped
      send(socket, Ping.newQuestion(nonce));
      send(socket, Ping.oldQuestion(nonce));
      return best(socket, nonce);
    }
  }

  private static void send(DatagramSocket socket, byte[] question) throws IOException {
    socket.send(new DatagramPacket(question, question.length));
  }

  private Optional<Ping.Told> best(DatagramSocket socket, long nonce) throws IOException {
    long end = System.nanoTime() + server.timeout().toNanos();
    Optional<Ping.Told> best = Optional.empty();
    while (System.nanoTime() < end) {
      Optional<Ping.Told> next = receive(socket, nonce, end);
      if (next.isPresent()) {
        best = next;
        if (next.get().isNew() || !next.get().answersTheNewPing()) {
          return best;
        }
        end = Math.min(end, System.nanoTime() + GRACE.toNanos());
      }
    }
    return best;
  }

  private static Optional<Ping.Told> receive(DatagramSocket socket, long nonce, long end)
      throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
    socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    try {
      socket.receive(packet);
      return Ping.read(packet.getData(), packet.getLength(), nonce);
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  private Collected silent() {
    return missed(
        Failure.TIMEOUT,
        "no answer to the ping within "
            + server.timeout().toMillis()
            + " ms; check host, port (UDP), firewall and that allowping is not false");
  }

  private Collected explain(IOException e) {
    return switch (e) {
      case PortUnreachableException none ->
          missed(Failure.UNREACHABLE, "nobody listens there; check host, port (UDP) and server");
      case UnknownHostException none ->
          missed(Failure.UNREACHABLE, "the host has no address; check host and name resolution");
      case SocketException broken ->
          missed(Failure.UNREACHABLE, "the network refuses it; check host, port and routes");
      default -> missed(Failure.UNREACHABLE, "no answer (" + e.getClass().getSimpleName() + ")");
    };
  }

  private Collected.Missed missed(Failure failure, String detail) {
    return new Collected.Missed(locator(), failure, detail);
  }

  private String locator() {
    return "mumble://" + server.host() + ":" + server.port();
  }
}
