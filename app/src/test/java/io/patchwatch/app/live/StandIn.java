package io.patchwatch.app.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the question for the version as Synapse does; can be upgraded at once. */
final class StandIn implements AutoCloseable {

  private final HttpServer http;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile String version;

  private StandIn(HttpServer http, String version) {
    this.http = http;
    this.version = version;
  }

  static StandIn start(String version) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(Loopback.ADDRESS), 0), 0);
    StandIn server = new StandIn(http, version);
    http.createContext("/_matrix/federation/v1/version", server::answer);
    http.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String json = "{\"server\":{\"name\":\"Synapse\",\"version\":\"" + version + "\"}}";
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      asked.incrementAndGet();
    }
  }

  /** It runs another version from now on, and nobody has asked for it yet. */
  void upgrade(String newVersion) {
    version = newVersion;
    asked.set(0);
  }

  boolean asked() {
    return asked.get() > 0;
  }

  URI uri() {
    return URI.create("http://" + Loopback.ADDRESS + ":" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
