package io.patchwatch.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** Server sockets on 127.0.0.1. */
final class LoopbackSocket {

  static final String HOST = "127.0.0.1";

  private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};

  private LoopbackSocket() {}

  /**
   * Binds a socket, so that the port is known and cannot be taken by another before the server
   * accepts on it.
   *
   * @param port 0 for any free port
   * @throws EmbeddedStartException if the port is in use
   */
  static ServerSocketChannel bind(String server, int port) {
    try {
      return bind(port);
    } catch (BindException e) {
      throw new EmbeddedStartException(
          "embedded "
              + server
              + ": port "
              + port
              + " on "
              + HOST
              + " is in use; stop the process that listens there, or choose another port (0 for any free one)",
          e);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "embedded " + server + ": cannot listen on " + HOST + ":" + port, e);
    }
  }

  /**
   * For a server that binds its socket itself.
   *
   * @param port 0 is always free
   * @throws EmbeddedStartException if the port is in use
   */
  static void requireFree(String server, int port) {
    try {
      bind(server, port).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocketChannel bind(int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      return channel.bind(new InetSocketAddress(InetAddress.getByAddress(IPV4_LOOPBACK), port));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
