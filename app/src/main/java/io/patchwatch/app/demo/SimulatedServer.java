package io.patchwatch.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.app.demo.Answers.Answer;
import io.patchwatch.app.demo.Answers.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/** One chat server of the demo: listens on loopback and answers like the real product. */
final class SimulatedServer implements AutoCloseable {

  private static final Answer NOT_FOUND =
      new Answer(404, Map.of("Content-Type", "text/html"), "<h1>404 Not Found</h1>");

  private final HttpServer http;
  private final Kind kind;
  private volatile String version;

  private SimulatedServer(HttpServer http, Kind kind, String version) {
    this.http = http;
    this.kind = kind;
    this.version = version;
  }

  /** Starts on a free port. */
  static SimulatedServer start(Kind kind, String version) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    SimulatedServer server = new SimulatedServer(http, kind, version);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = kind.at(version).getOrDefault(exchange.getRequestURI().getPath(), NOT_FOUND);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** From now on it runs another version, as after an upgrade. */
  void upgrade(String newVersion) {
    version = newVersion;
  }

  String version() {
    return version;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
