package io.patchwatch.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A webhook that notes when it was first told of what. */
final class Pager implements AutoCloseable {

  private static final String OPENED = "opened";

  private final Map<String, Long> toldAt = new ConcurrentHashMap<>();
  private final UnaryOperator<String> subject;
  private final HttpServer http;

  /** Notes the asset that a page is about. */
  Pager() throws IOException {
    this(Pager::asset);
  }

  /**
   * Notes something else.
   *
   * @param subject makes what is noted from a page's title
   */
  Pager(UnaryOperator<String> subject) throws IOException {
    this.subject = subject;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::take);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      JsonNode page = Wire.json().readTree(exchange.getRequestBody().readAllBytes());
      exchange.sendResponseHeaders(204, -1);
      if (page.path("kind").asText().equals(OPENED)) {
        toldAt.putIfAbsent(subject.apply(page.path("title").asText()), now);
      }
    }
  }

  /** The last word: {@code ... 1 server (v-7)}, {@code ... (5 events) on l-7}. */
  private static String asset(String title) {
    String last = title.substring(title.lastIndexOf(' ') + 1);
    return last.replace("(", "").replace(")", "");
  }

  int port() {
    return http.getAddress().getPort();
  }

  /** {@link System#nanoTime()} of the first page by what it is about. */
  Map<String, Long> toldAt() {
    return toldAt;
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
