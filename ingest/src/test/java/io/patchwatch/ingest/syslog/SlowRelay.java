package io.patchwatch.ingest.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A network between a sender and a server that can hold back the second half of what is sent. */
final class SlowRelay implements AutoCloseable {

  private final ServerSocket server;
  private final InetSocketAddress target;
  private volatile Duration pause = Duration.ZERO;

  private SlowRelay(ServerSocket server, InetSocketAddress target) {
    this.server = server;
    this.target = target;
  }

  /** One connection can be made through it. */
  static SlowRelay to(InetSocketAddress target) throws IOException {
    SlowRelay relay =
        new SlowRelay(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), target);
    var unused = Thread.ofVirtual().start(relay::relay);
    return relay;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  void holdBack(Duration secondHalf) {
    pause = secondHalf;
  }

  private void relay() {
    try (Socket from = server.accept();
        Socket to = new Socket(target.getAddress(), target.getPort())) {
      var unused =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      to.getInputStream().transferTo(from.getOutputStream());
                    } catch (IOException e) {
                      close();
                    }
                  });
      forward(from.getInputStream(), to.getOutputStream());
    } catch (IOException e) {
      close();
    }
  }

  private void forward(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[16_384];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      int half = length / 2;
      out.write(buffer, 0, half);
      out.flush();
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
          .join();
      out.write(buffer, half, length - half);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
