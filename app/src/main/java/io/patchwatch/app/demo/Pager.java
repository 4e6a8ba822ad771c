package io.patchwatch.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The demo's pager: a real HTTP server that PatchWatch calls, like a paging service. */
final class Pager implements AutoCloseable {

  private static final int MAX_BODY = 1024 * 1024;

  private final HttpServer http;
  private final Consumer<Page> screen;
  private final Set<String> seen = new HashSet<>();
  private final List<Page> pages = new ArrayList<>();

  /**
   * One message.
   *
   * @param kind opened, updated, resolved or digest
   * @param body all of it
   * @param atNanos when it arrived, by {@link System#nanoTime()}
   */
  record Page(String kind, String title, JsonNode body, long atNanos) {}

  private Pager(HttpServer http, Consumer<Page> screen) {
    this.http = http;
    this.screen = screen;
  }

  static Pager start(Consumer<Page> screen) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Pager pager = new Pager(http, screen);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/page", pager::receive);
    http.start();
    return pager;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/page");
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      long now = System.nanoTime();
      JsonNode body = Wire.json().readTree(exchange.getRequestBody().readNBytes(MAX_BODY));
      String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      note(
          String.valueOf(id),
          new Page(body.path("kind").asText(), body.path("title").asText(), body, now));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private synchronized void note(String id, Page page) {
    if (seen.add(id)) {
      pages.add(page);
      screen.accept(page);
      notifyAll();
    }
  }

  /** Waits for a page that arrived after {@code sinceNanos}. */
  synchronized Optional<Page> await(Predicate<Page> wanted, long sinceNanos, Duration longest)
      throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      Optional<Page> found =
          pages.stream().filter(p -> p.atNanos() - sinceNanos >= 0).filter(wanted).findFirst();
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (found.isPresent() || left <= 0) {
        return found;
      }
      wait(left);
    }
  }

  synchronized int count() {
    return pages.size();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
