package io.patchwatch.ingest.advisories.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A source on loopback: documents by path and query, 404 for all else. */
final class Source implements AutoCloseable {

  /** Answers by path, with the query when there is one. */
  final Map<String, byte[]> pages = new ConcurrentHashMap<>();

  /** Where a path is moved to. */
  final Map<String, String> moved = new ConcurrentHashMap<>();

  /** What was asked, in order. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** The credentials that came with each question. */
  final List<String> credentials = new CopyOnWriteArrayList<>();

  private final HttpServer server;

  Source() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    credentials.add(
        exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("apiKey"));
    byte[] page = pages.get(path);
    String place = moved.get(path);
    if (place != null) {
      exchange.getResponseHeaders().set("Location", place);
      exchange.sendResponseHeaders(302, -1);
    } else if (page == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
    exchange.close();
  }

  void page(String path, String text) {
    pages.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** A zip of one document an entry: name, text, name, text… */
  static byte[] zip(String... entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry(entries[i]));
        zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
