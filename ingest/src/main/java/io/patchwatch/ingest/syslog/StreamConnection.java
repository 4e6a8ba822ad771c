package io.patchwatch.ingest.syslog;

import io.patchwatch.ingest.shipping.LogIntake;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a sender. */
final class StreamConnection implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StreamConnection.class);
  private static final Duration HANDSHAKE_WITHIN = Duration.ofSeconds(10);

  /** One that sent nothing for so long may be closed for another. */
  private static final Duration IDLE = Duration.ofMinutes(1);

  /** One that sent nothing for so long is closed; senders connect again. */
  private static final Duration IDLE_FOR_EVER = Duration.ofHours(12);

  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private final String peer;
  private final Conversation conversation;
  private final Frames frames = new Frames();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long lastRead = System.nanoTime();
  private volatile @Nullable Thread reader;

  StreamConnection(Socket socket, LogIntake intake, AtomicLong allHeld) {
    this.socket = socket;
    InetSocketAddress remote = (InetSocketAddress) socket.getRemoteSocketAddress();
    this.peer = remote.getAddress().getHostAddress();
    this.conversation = new Conversation(intake, peer, allHeld);
  }

  /** Reads until the sender or {@link #close} ends it. */
  void run() {
    reader = Thread.currentThread();
    try (socket) {
      begin();
      read(socket.getInputStream());
    } catch (IOException e) {
      tell(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finish();
      ended.countDown();
    }
  }

  private void begin() throws IOException {
    socket.setKeepAlive(true);
    if (socket instanceof SSLSocket tls) {
      socket.setSoTimeout((int) HANDSHAKE_WITHIN.toMillis());
      tls.startHandshake();
    }
    socket.setSoTimeout((int) Conversation.FLUSH_AFTER.toMillis());
  }

  private void read(InputStream in) throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER];
    while (System.nanoTime() - lastRead < IDLE_FOR_EVER.toNanos()) {
      try {
        int length = in.read(buffer);
        if (length < 0) {
          return;
        }
        lastRead = System.nanoTime();
        for (Frames.Frame frame : frames.feed(buffer, 0, length)) {
          conversation.take(frame, lastRead);
        }
      } catch (SocketTimeoutException e) {
        log.trace("{} is idle", peer);
      }
      conversation.flushQuiet(System.nanoTime());
    }
  }

  /** Also a sender that ended in the middle has sent what came before. */
  private void finish() {
    try {
      for (Frames.Frame frame : frames.end()) {
        conversation.take(frame, System.nanoTime());
      }
      conversation.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(IOException e) {
    if (socket instanceof SSLSocket) {
      log.warn("syslog over TLS from {}: {}", peer, e.getMessage());
    } else {
      log.debug("syslog from {}: {}", peer, e.getMessage());
    }
  }

  /** When something was last read, for comparison with others. */
  long lastRead() {
    return lastRead;
  }

  boolean isIdle() {
    return System.nanoTime() - lastRead >= IDLE.toNanos();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("closing {}", peer, e);
    }
  }

  /**
   * Waits for what was read to be handed on, then no longer.
   *
   * @param untilNanos of {@link System#nanoTime}
   */
  void awaitEnd(long untilNanos) {
    try {
      if (!ended.await(Math.max(1, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        Thread waiting = reader;
        if (waiting != null) {
          waiting.interrupt();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
