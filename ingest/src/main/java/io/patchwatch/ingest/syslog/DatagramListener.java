package io.patchwatch.ingest.syslog;

import io.patchwatch.ingest.crew.Crew;
import io.patchwatch.ingest.shipping.LogIntake;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives datagrams, each of them one message. A sender of datagrams cannot be made to wait: what
 * does not fit into a bounded queue while Kafka is slow is dropped and counted as lost, and so is
 * what the kernel says that it dropped.
 */
final class DatagramListener implements AutoCloseable {

  /** So many bytes of datagrams may wait. */
  static final int ROOM = 16 * 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(DatagramListener.class);

  /** Size of the kernel's queue that is asked for; it may give less. */
  private static final int KERNEL_ROOM = 4 * 1024 * 1024;

  private static final long PATIENCE_SECONDS = 2;
  private static final int OVERHEAD = 256;
  private static final int MAX_PEERS = 1_000;

  private final DatagramSocket socket;
  private final LogIntake intake;
  private final AtomicLong allHeld;
  private final int size;
  private final Semaphore room;
  private final BlockingQueue<Datagram> queue = new LinkedBlockingQueue<>();
  private final Map<String, Conversation> peers = new LinkedHashMap<>(16, 0.75f, true);
  private final Crew crew = new Crew();
  private final KernelDrops drops;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean toldOfLoss;
  private volatile boolean closing;
  private long tidied = System.nanoTime();

  private DatagramListener(DatagramSocket socket, LogIntake intake, AtomicLong allHeld, int size) {
    this.socket = socket;
    this.intake = intake;
    this.allHeld = allHeld;
    this.size = size;
    this.room = new Semaphore(size);
    this.drops = new KernelDrops(socket.getLocalPort());
  }

  private record Datagram(String peer, String text, int weight) {}

  /**
   * Starts to receive.
   *
   * @param socket is closed with this
   * @param room bytes that may wait
   */
  static DatagramListener start(
      DatagramSocket socket, LogIntake intake, AtomicLong allHeld, int room) throws IOException {
    socket.setReceiveBufferSize(KERNEL_ROOM);
    DatagramListener listener = new DatagramListener(socket, intake, allHeld, room);
    listener.crew.start("syslog-receive-" + socket.getLocalPort(), listener::receive);
    listener.crew.start("syslog-read-" + socket.getLocalPort(), listener::work);
    return listener;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void receive() {
    DatagramPacket packet = new DatagramPacket(new byte[Frames.MAX], Frames.MAX);
    while (!socket.isClosed()) {
      try {
        packet.setLength(Frames.MAX);
        socket.receive(packet);
        enqueue(packet);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          log.warn("syslog on {}: {}", address(), e.getMessage());
        }
      }
    }
  }

  private void enqueue(DatagramPacket packet) {
    int weight = Math.min(size, packet.getLength() + OVERHEAD);
    if (!room.tryAcquire(weight)) {
      lost(1);
      return;
    }
    String text =
        new String(
            packet.getData(), packet.getOffset(), packet.getLength(), StandardCharsets.UTF_8);
    queue.add(new Datagram(packet.getAddress().getHostAddress(), text, weight));
  }

  private void lost(long datagrams) {
    intake.counters(Conversation.WAY).lose(datagrams);
    if (!toldOfLoss) {
      toldOfLoss = true;
      log.error(
          "syslog by UDP on {} loses messages, because Kafka does not take them quickly enough;"
              + " patchwatch_log_intake_records_total says how many; let senders use TCP or TLS",
          address());
    }
  }

  private void work() {
    try {
      while (!closing || !queue.isEmpty()) {
        Datagram datagram = queue.poll(Conversation.FLUSH_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        if (datagram != null) {
          take(datagram);
        }
        tidy(System.nanoTime());
      }
      for (Conversation conversation : peers.values()) {
        conversation.end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** Also when datagrams never cease. */
  private void tidy(long nanos) throws InterruptedException {
    if (nanos - tidied < Conversation.FLUSH_AFTER.toNanos()) {
      return;
    }
    tidied = nanos;
    for (Conversation conversation : peers.values()) {
      conversation.flushQuiet(nanos);
    }
    long dropped = drops.more();
    if (dropped > 0) {
      lost(dropped);
    }
  }

  private void take(Datagram datagram) throws InterruptedException {
    try {
      Frames.@Nullable Frame frame = frame(datagram.text());
      if (frame != null) {
        conversation(datagram.peer()).take(frame, System.nanoTime());
      }
    } finally {
      room.release(datagram.weight());
    }
  }

  private static Frames.@Nullable Frame frame(String datagram) {
    int end = datagram.length();
    while (end > 0 && "\r\n\0".indexOf(datagram.charAt(end - 1)) >= 0) {
      end--;
    }
    return end == 0 ? null : new Frames.Frame(datagram.substring(0, end), false);
  }

  private Conversation conversation(String peer) throws InterruptedException {
    Conversation known = peers.get(peer);
    if (known != null) {
      return known;
    }
    if (peers.size() >= MAX_PEERS) {
      Iterator<Conversation> eldest = peers.values().iterator();
      Conversation ended = eldest.next();
      eldest.remove();
      ended.end();
    }
    Conversation begun = new Conversation(intake, peer, allHeld);
    peers.put(peer, begun);
    return begun;
  }

  /** What waits is handed on, for which it has a little time. */
  @Override
  public void close() {
    closing = true;
    socket.close();
    try {
      var unused = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    crew.close();
    intake.counters(Conversation.WAY).lose(queue.size());
  }
}
