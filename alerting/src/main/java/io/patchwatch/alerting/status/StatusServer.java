package io.patchwatch.alerting.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.patchwatch.events.Wire;
import io.patchwatch.events.access.ServerKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics} (Prometheus text format), {@code /healthz} (the process lives) and {@code
 * /readyz} (200 when every component works, else 503 naming those that do not).
 */
public final class StatusServer implements AutoCloseable {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final Logger log = LoggerFactory.getLogger(StatusServer.class);
  private static final int BACKLOG = 64;
  private static final String JDK_SERVER = "sun.net.httpserver.";
  private static final String SLOWEST_SECONDS = "30";
  private static final int NO_BODY = -1;

  private final HttpServer http;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Supplier<String> scrape;
  private final Supplier<List<Component>> components;

  private StatusServer(
      HttpServer http, Supplier<String> scrape, Supplier<List<Component>> components) {
    this.http = http;
    this.scrape = scrape;
    this.components = components;
  }

  /**
   * Starts listening.
   *
   * @param port 0: any free port
   * @throws IOException if the address is not to be had; the message says what to change
   */
  public static StatusServer start(
      String bind, int port, Supplier<String> scrape, Supplier<List<Component>> components)
      throws IOException {
    return start(bind, port, null, scrape, components);
  }

  /**
   * Starts listening.
   *
   * @param port 0: any free port
   * @param tls null: without
   * @throws IOException if the address or the certificate cannot be used; the message says what to
   *     change
   */
  public static StatusServer start(
      String bind,
      int port,
      @Nullable ServerKey tls,
      Supplier<String> scrape,
      Supplier<List<Component>> components)
      throws IOException {
    tune();
    HttpServer http = listen(bind, port, tls);
    StatusServer server = new StatusServer(http, scrape, components);
    http.setExecutor(server.executor);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  /**
   * Settings of the JDK's server, for all its instances: it ends what takes too long, and does not
   * hold small answers back until the caller has acknowledged the packet before (40 ms).
   */
  private static void tune() {
    tune("maxReqTime", SLOWEST_SECONDS);
    tune("maxRspTime", SLOWEST_SECONDS);
    tune("nodelay", "true");
  }

  private static void tune(String name, String value) {
    if (System.getProperty(JDK_SERVER + name) == null) {
      System.setProperty(JDK_SERVER + name, value);
    }
  }

  /** Serves more at a path; to be called before or while requests come. */
  public void mount(String path, HttpHandler handler) {
    http.createContext(path, handler);
  }

  private static HttpServer listen(String bind, int port, @Nullable ServerKey tls)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(bind, port);
    if (address.isUnresolved()) {
      throw new IOException(
          "server.bind " + bind + " is not a known address; use 127.0.0.1, 0.0.0.0 or a host name");
    }
    try {
      if (tls == null) {
        return HttpServer.create(address, BACKLOG);
      }
      HttpsServer https = HttpsServer.create(address, BACKLOG);
      https.setHttpsConfigurator(new HttpsConfigurator(tls.context("server.tls", null)));
      return https;
    } catch (BindException e) {
      throw new IOException(
          "server.bind "
              + bind
              + ", server.port "
              + port
              + ": "
              + e.getMessage()
              + "; stop what listens there or choose another port (0: any free one)",
          e);
    }
  }

  /** Where it listens. */
  public URI uri() {
    InetSocketAddress address = http.getAddress();
    String host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
    String scheme = http instanceof HttpsServer ? "https://" : "http://";
    return URI.create(scheme + host + ":" + address.getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      if (METHODS.contains(exchange.getRequestMethod())) {
        page(exchange);
      } else {
        send(exchange, 405, JSON, "{\"error\":\"only GET and HEAD\"}");
      }
    } catch (RuntimeException e) {
      log.error("{} could not be answered", exchange.getRequestURI().getPath(), e);
      send(exchange, 500, JSON, "{\"error\":\"a defect; see the log\"}");
    } finally {
      exchange.close();
    }
  }

  private void page(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/metrics" -> send(exchange, 200, PROMETHEUS, scrape.get());
      case "/healthz" -> send(exchange, 200, JSON, "{\"status\":\"alive\"}");
      case "/readyz" -> ready(exchange);
      default -> send(exchange, 404, JSON, "{\"error\":\"try /metrics, /healthz or /readyz\"}");
    }
  }

  private void ready(HttpExchange exchange) throws IOException {
    List<Component> now = components.get();
    boolean ready = now.stream().allMatch(Component::ready);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", ready ? "ready" : "not ready");
    body.put("components", now);
    send(exchange, ready ? 200 : 503, JSON, json(body));
  }

  private static String json(Object body) {
    try {
      return Wire.json().writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? NO_BODY : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    executor.shutdownNow();
  }
}
