package io.patchwatch.ingest.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.access.BearerTokens;
import io.patchwatch.events.access.RateLimit;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.assets.AssetBook;
import io.patchwatch.ingest.net.Watchdog;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.shipping.LogIntake;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code POST /v1/software}: which version a server runs, and {@code POST /v1/logs}: what it
 * logs, told by whoever has a token. It says that it took something only when Kafka has it.
 */
public final class PushServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PushServer.class);
  private static final String SOFTWARE = "/v1/software";
  private static final String LOGS = "/v1/logs";
  private static final int BACKLOG = 64;

  /** How much of a body that is too large is read only to be able to answer, in bytes. */
  private static final long DRAINED = 16L * 1024 * 1024;

  private static final int DRAIN_BUFFER = 8 * 1024;

  /** So long a sender may take for its whole body. */
  private static final Duration BODY_WITHIN = Duration.ofSeconds(20);

  /** Requests whose bodies are in memory at the same time. */
  private static final int MAX_AT_ONCE = 32;

  /** The same of logs, whose bodies are larger. */
  private static final int MAX_LOGS_AT_ONCE = 8;

  /** Shippers of logs send a batch several times in a second; versions change rarely. */
  private static final int LOGS_MORE_OFTEN = 10;

  private final HttpServer http;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final BearerTokens tokens;
  private final Delivery delivery;
  private final Map<String, Route> routes;

  private PushServer(
      HttpServer http, BearerTokens tokens, Delivery delivery, Map<String, Route> routes) {
    this.http = http;
    this.tokens = tokens;
    this.delivery = delivery;
    this.routes = routes;
  }

  /** What is served at a path. */
  private record Route(RateLimit limit, Semaphore places, int maxBody, Taker taker) {}

  /**
   * Starts listening.
   *
   * @param logs what takes the log records; stays open when this is closed
   * @throws IOException if the address is not to be had; the message says what to change
   */
  public static PushServer start(
      PushSettings settings,
      Catalogue catalogue,
      AssetBook assets,
      Publisher publisher,
      LogIntake logs,
      InstantSource clock)
      throws IOException {
    HttpServer http = listen(settings.bind(), settings.port());
    Delivery software =
        new Delivery(new Intake(catalogue, assets, settings.unknownAssets()), publisher, clock);
    PushServer server =
        new PushServer(
            http,
            new BearerTokens(settings.byOwner()),
            software,
            routes(settings, software, new LogDelivery(logs), clock));
    http.setExecutor(server.executor);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  private static Map<String, Route> routes(
      PushSettings settings, Delivery software, LogDelivery logs, InstantSource clock) {
    int often = settings.requestsPerMinute();
    return Map.of(
        SOFTWARE,
        new Route(
            new RateLimit(often, clock), new Semaphore(MAX_AT_ONCE), Delivery.MAX_BODY, software),
        LOGS,
        new Route(
            new RateLimit(LOGS_MORE_OFTEN * often, clock),
            new Semaphore(MAX_LOGS_AT_ONCE),
            LogDelivery.MAX_BODY,
            logs));
  }

  private static HttpServer listen(String bind, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(bind, port);
    if (address.isUnresolved()) {
      throw new IOException(
          "push.bind " + bind + " is not a known address; use 127.0.0.1, 0.0.0.0 or a host name");
    }
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (BindException e) {
      throw new IOException(
          "push.bind "
              + bind
              + ", push.port "
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
    return URI.create("http://" + host + ":" + address.getPort() + SOFTWARE);
  }

  private void answer(HttpExchange exchange) throws IOException {
    // Closing an exchange that has no answer yet closes its connection, which ends a slow read.
    try (Watchdog patience = Watchdog.start(BODY_WITHIN, exchange::close)) {
      reply(exchange, patience).send(exchange);
    } catch (RuntimeException e) {
      log.error("a push could not be answered", e);
      Reply.refused(new Refusal(500, "a defect; see the log")).send(exchange);
    } finally {
      exchange.close();
    }
  }

  private Reply reply(HttpExchange exchange, Watchdog patience) throws IOException {
    Route route = routes.get(exchange.getRequestURI().getPath());
    String mediaType = Bodies.mediaType(exchange.getRequestHeaders().getFirst("Content-Type"));
    try {
      if (route == null) {
        throw new Refusal(404, "try POST " + SOFTWARE + " or " + LOGS);
      }
      return reply(exchange, route, mediaType, () -> patience.close());
    } catch (Refusal e) {
      drain(exchange.getRequestBody());
      return route == null ? Reply.refused(e) : route.taker().refused(e, mediaType);
    }
  }

  /** Closing with unread bytes resets the connection, and the sender would not see the answer. */
  private static void drain(InputStream body) throws IOException {
    byte[] buffer = new byte[DRAIN_BUFFER];
    long left = DRAINED;
    int read = 0;
    while (read >= 0 && left > 0) {
      left -= read;
      read = body.read(buffer);
    }
  }

  /** Whoever has no token costs no memory: the body is read last. */
  private Reply reply(HttpExchange exchange, Route route, String mediaType, Runnable whenRead)
      throws IOException, Refusal {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new Refusal(405, "only POST");
    }
    String owner = tokens.owner(exchange.getRequestHeaders().getFirst("Authorization"));
    if (owner == null) {
      throw new Refusal(401, "send the header 'Authorization: Bearer <token>' with a known token");
    }
    long wait = route.limit().waitSeconds(owner);
    if (wait > 0) {
      throw new Refusal(429, "too many requests; put more items into each", wait);
    }
    if (!route.places().tryAcquire()) {
      throw new Refusal(503, "too many requests at once; try again", 1);
    }
    try {
      byte[] body = Bodies.read(exchange, route.maxBody());
      whenRead.run();
      return route.taker().take(body, mediaType, owner);
    } finally {
      route.places().release();
    }
  }

  /** Items that Kafka has acknowledged since the start. */
  public long accepted() {
    return delivery.accepted();
  }

  /** Items that were refused since the start. */
  public long refused() {
    return delivery.refused();
  }

  @Override
  public void close() {
    http.stop(0);
    executor.shutdownNow();
  }
}
