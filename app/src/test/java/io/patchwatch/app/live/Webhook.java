package io.patchwatch.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A receiver of pages that throws away what it has already, by the id that is sent. */
public final class Webhook implements AutoCloseable {

  private final HttpServer http;
  private final Map<String, JsonNode> pages = new LinkedHashMap<>();
  private volatile Runnable interruption = () -> {};
  private int received;

  private Webhook(HttpServer http) {
    this.http = http;
  }

  public static Webhook start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(Loopback.ADDRESS), 0), 0);
    Webhook webhook = new Webhook(http);
    http.createContext("/", webhook::receive);
    http.start();
    return webhook;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode page = Wire.json().readTree(exchange.getRequestBody().readAllBytes());
      note(exchange.getRequestHeaders().getFirst("Idempotency-Key"), page);
      interruption.run();
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private synchronized void note(String id, JsonNode page) {
    received++;
    pages.putIfAbsent(id, page);
  }

  /** What happens between the receipt of a page and the answer to its sender. */
  void beforeAnswer(Runnable happens) {
    interruption = happens;
  }

  public URI uri() {
    return URI.create("http://" + Loopback.ADDRESS + ":" + http.getAddress().getPort() + "/");
  }

  /** The pages, each id once, in the order in which they came. */
  public synchronized List<JsonNode> pages() {
    return new ArrayList<>(pages.values());
  }

  /** All that came, repetitions too. */
  public synchronized int received() {
    return received;
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
