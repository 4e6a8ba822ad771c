package io.patchwatch.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Two receivers of webhooks, which drop what they have seen by its id, and count. */
final class KillReceiver implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Ids of messages by what they say: receiver, incident and kind. */
  private final Map<String, Set<String>> ids = new ConcurrentHashMap<>();

  private final AtomicInteger calls = new AtomicInteger();
  private final HttpServer http;

  KillReceiver() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::take);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode page = Wire.json().readTree(exchange.getRequestBody().readAllBytes());
      String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      calls.incrementAndGet();
      String who = exchange.getRequestURI().getPath().substring(1);
      page.path("incidents")
          .forEach(
              incident ->
                  ids.computeIfAbsent(
                          key(who, incident.path("id").asText(), page.path("kind").asText()),
                          what -> ConcurrentHashMap.newKeySet())
                      .add(id));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static String key(String who, String incident, String kind) {
    return who + " " + incident + " " + kind;
  }

  int port() {
    return http.getAddress().getPort();
  }

  /** Whether it comes within three minutes. */
  boolean await(String who, String incident, String kind) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ids.containsKey(key(who, incident, kind))) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }

  /** Calls that came, repeated ones too. */
  int calls() {
    return calls.get();
  }

  /** Messages after those with an id that was seen are dropped. */
  Set<String> distinct() {
    return ids.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  /** What was told more than once under different ids. */
  Map<String, Integer> doubled() {
    Map<String, Integer> doubled = new TreeMap<>();
    ids.forEach(
        (what, all) -> {
          if (all.size() > 1) {
            doubled.put(what, all.size());
          }
        });
    return doubled;
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
