package io.patchwatch.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two sockets of a Kafka node, bound before it starts because its settings must name their
 * ports.
 */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {

  private final ServerSocketChannel broker;
  private final ServerSocketChannel controller;

  private BoundSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
    this.broker = broker;
    this.controller = controller;
  }

  /**
   * Binds the broker's socket to {@code port}, 0 for any free one, and the controller's to a free
   * one.
   */
  static BoundSockets bind(int port) {
    ServerSocketChannel broker = LoopbackSocket.bind("kafka", port);
    return new BoundSockets(broker, LoopbackSocket.bind("kafka", 0));
  }

  InetSocketAddress broker() {
    return address(broker);
  }

  InetSocketAddress controller() {
    return address(controller);
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBufferSize) {
    return listener.equals(KafkaSettings.CONTROLLER_LISTENER) ? controller : broker;
  }

  @Override
  public void close() {
    try (broker;
        controller) {
      // closing is all there is to do
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress address(ServerSocketChannel channel) {
    return (InetSocketAddress) channel.socket().getLocalSocketAddress();
  }
}
