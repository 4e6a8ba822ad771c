package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.patchwatch.alerting.oncall.OnCallRules;
import io.patchwatch.alerting.posture.Posture;
import io.patchwatch.events.Wire;
import io.patchwatch.events.access.BearerTokens;
import io.patchwatch.events.access.RateLimit;
import io.patchwatch.events.catalogue.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /api/v1}. Each request needs a token; what is wrong is answered as RFC 9457 says.
 * Commands are answered with 202 once Kafka has them; every one says who gave it.
 */
public final class Api implements HttpHandler {

  /** Where it is served. */
  public static final String BASE = "/api/v1";

  static final int MAX_BODY = 64 * 1024;

  private static final Logger log = LoggerFactory.getLogger(Api.class);
  private static final int NO_BODY = -1;
  private static final int DRAIN_BUFFER = 8 * 1024;

  private final BearerTokens tokens;
  private final Map<String, Role> roles;
  private final RateLimit limit;
  private final RateLimit strangers;
  private final List<Endpoint> endpoints;

  /**
   * What is asked of the API is answered from these.
   *
   * @param history null: there is none
   * @param knowledge null: there is none
   */
  public record Sources(
      Board board,
      Posture posture,
      Catalogue catalogue,
      OnCallRules rules,
      @Nullable HistorySearch history,
      @Nullable Knowledge knowledge,
      CommandSink commands) {}

  /** An API for the owners of these tokens. */
  public Api(ApiSettings settings, Sources from, InstantSource clock) {
    this.tokens = new BearerTokens(settings.byOwner());
    this.roles = settings.roles();
    this.limit = new RateLimit(settings.requestsPerMinute(), clock);
    this.strangers = new RateLimit(60, clock);
    Sending sending = new Sending(from.commands(), clock);
    this.endpoints =
        Stream.of(
                new IncidentEndpoints(from.board(), sending, from.history(), clock).all(),
                new SilenceEndpoints(from.board(), sending, clock).all(),
                new FleetEndpoints(
                        from.board(),
                        from.posture(),
                        from.catalogue(),
                        from.rules(),
                        from.history(),
                        clock)
                    .all(),
                new KnowledgeEndpoints(from.knowledge(), clock).all(),
                List.of(new Endpoint("GET", "/openapi.json", Role.READ, Api::description)))
            .flatMap(List::stream)
            .toList();
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  private static Answer description(Request request) {
    try (InputStream json = Api.class.getResourceAsStream("openapi.json")) {
      if (json == null) {
        throw new IllegalStateException("openapi.json is not in this build");
      }
      return Answer.ok(Wire.json().readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      Answer answer = answer(exchange);
      send(exchange, answer.status(), "application/json", answer.body());
    } catch (Problem e) {
      drain(exchange);
      fail(exchange, e);
    } catch (RuntimeException e) {
      log.error("{} could not be answered", exchange.getRequestURI().getPath(), e);
      fail(exchange, Problem.defect());
    } finally {
      exchange.close();
    }
  }

  /** Who may not call costs no memory: the body is read last. */
  private Answer answer(HttpExchange exchange) throws IOException, Problem {
    String caller = caller(exchange);
    long wait = limit.waitSeconds(caller);
    if (wait > 0) {
      throw Problem.tooMany(wait);
    }
    List<String> segments = segments(exchange);
    List<String> allowed = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      List<String> ids = endpoint.match(segments);
      if (ids != null && endpoint.method().equals(exchange.getRequestMethod())) {
        check(endpoint, caller);
        Map<String, List<String>> query = Request.query(exchange.getRequestURI().getRawQuery());
        return endpoint.action().answer(new Request(caller, ids, query, body(exchange)));
      }
      if (ids != null) {
        allowed.add(endpoint.method());
      }
    }
    throw allowed.isEmpty()
        ? Problem.notFound("there is nothing here; " + BASE + "/openapi.json says what there is")
        : Problem.method(String.join(", ", allowed));
  }

  private String caller(HttpExchange exchange) throws Problem {
    String caller = tokens.owner(exchange.getRequestHeaders().getFirst("Authorization"));
    if (caller != null) {
      return caller;
    }
    String from = exchange.getRemoteAddress().getAddress().getHostAddress();
    long wait = strangers.waitSeconds(from);
    if (wait > 0) {
      throw Problem.tooMany(wait);
    }
    log.warn("a request from {} without a known token was refused", from);
    throw Problem.unauthorized();
  }

  private void check(Endpoint endpoint, String caller) throws Problem {
    Role has = roles.getOrDefault(caller, Role.READ);
    if (has.compareTo(endpoint.role()) < 0) {
      log.warn("{} may not {} {}", caller, endpoint.method(), endpoint.path());
      throw Problem.forbidden(endpoint.role(), has);
    }
  }

  private static List<String> segments(HttpExchange exchange) throws Problem {
    String path = exchange.getRequestURI().getRawPath().substring(BASE.length());
    List<String> segments = new ArrayList<>();
    for (String segment : (path.startsWith("/") ? path.substring(1) : path).split("/", -1)) {
      segments.add(Request.decode(segment));
    }
    return segments;
  }

  private static String body(HttpExchange exchange) throws IOException, Problem {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw Problem.tooLarge(MAX_BODY);
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Closing with unread bytes resets the connection, and the caller would not see the answer. */
  private static void drain(HttpExchange exchange) throws IOException {
    byte[] buffer = new byte[DRAIN_BUFFER];
    int left = MAX_BODY * 16;
    int read = 0;
    while (read >= 0 && left > 0) { // skip() of the JDK's stream runs past the end of the body
      left -= read;
      read = exchange.getRequestBody().read(buffer);
    }
  }

  private static void fail(HttpExchange exchange, Problem problem) throws IOException {
    if (problem.retryAfterSeconds() > 0) {
      exchange.getResponseHeaders().set("Retry-After", Long.toString(problem.retryAfterSeconds()));
    }
    if (problem.status() == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    }
    send(exchange, problem.status(), Problem.TYPE, problem.body());
  }

  private static void send(HttpExchange exchange, int status, String type, JsonNode body)
      throws IOException {
    byte[] bytes = Wire.json().writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? NO_BODY : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
