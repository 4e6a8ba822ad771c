package io.patchwatch.alerting.links;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.patchwatch.alerting.api.CommandSink;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentAcknowledged;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.access.RateLimit;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a link: GET shows what it is about and changes nothing (programs that scan mail
 * follow links), its button acknowledges.
 */
public final class AckPage implements HttpHandler {

  private static final int MAX_FORM = 4096;
  private static final int LONGEST_NAME = 100;
  private static final int PER_MINUTE = 60;
  private static final long PATIENCE_SECONDS = 10;

  private final Links links;
  private final Function<String, @Nullable Incident> incidents;
  private final CommandSink commands;
  private final InstantSource clock;
  private final RateLimit limit;

  /**
   * Such a page.
   *
   * @param incidents an incident by its id, as it stands
   */
  public AckPage(
      Links links,
      Function<String, @Nullable Incident> incidents,
      CommandSink commands,
      InstantSource clock) {
    this.links = links;
    this.incidents = incidents;
    this.commands = commands;
    this.clock = clock;
    this.limit = new RateLimit(PER_MINUTE, clock);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      AckText text = AckText.of(exchange.getRequestHeaders().getFirst("Accept-Language"));
      String from = exchange.getRemoteAddress().getAddress().getHostAddress();
      if (limit.waitSeconds(from) > 0) {
        send(exchange, 429, text.page(text.tooMany()));
        return;
      }
      answer(exchange, text);
    }
  }

  private void answer(HttpExchange exchange, AckText text) throws IOException {
    String token = exchange.getRequestURI().getPath().substring(Links.PATH.length());
    Ticket ticket = links.read(token);
    if (ticket == null) {
      send(exchange, 404, text.page(text.unknown()));
      return;
    }
    Incident incident = incidents.apply(ticket.incident());
    if (!clock.instant().isBefore(ticket.expires())) {
      send(exchange, 410, text.page(text.expired()));
    } else if (incident == null || !incident.openedAt().equals(ticket.opened())) {
      send(exchange, 410, text.page(text.earlier()));
    } else if (incident.resolved()) {
      send(exchange, 410, text.page(text.resolved(incident)));
    } else if (incident.state() instanceof IncidentState.Acknowledged taken) {
      send(exchange, 200, text.page(text.taken(incident, taken)));
    } else {
      open(exchange, text, ticket, incident);
    }
  }

  private void open(HttpExchange exchange, AckText text, Ticket ticket, Incident incident)
      throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET", "HEAD" ->
          send(exchange, 200, text.page(text.question(incident, ticket.receiver())));
      case "POST" -> acknowledge(exchange, text, ticket, incident);
      default -> send(exchange, 405, text.page(text.unknown()));
    }
  }

  private void acknowledge(HttpExchange exchange, AckText text, Ticket ticket, Incident incident)
      throws IOException {
    String name = name(new String(exchange.getRequestBody().readNBytes(MAX_FORM), UTF));
    String by = name.isEmpty() ? ticket.receiver() : name + " (" + ticket.receiver() + ")";
    var command =
        new IncidentAcknowledged(
            UUID.randomUUID().toString(),
            clock.instant(),
            "link",
            incident.id(),
            ticket.opened(),
            by,
            null);
    try {
      commands.publish(command).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      send(exchange, 200, text.page(text.done(incident, by)));
    } catch (ExecutionException | TimeoutException e) {
      send(exchange, 503, text.page(text.failed()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      send(exchange, 503, text.page(text.failed()));
    }
  }

  private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;

  private static String name(String form) {
    for (String field : form.split("&", -1)) {
      if (field.startsWith("name=")) {
        return clean(field.substring("name=".length()));
      }
    }
    return "";
  }

  private static String clean(String encoded) {
    try {
      String name = URLDecoder.decode(encoded, UTF).strip();
      String plain =
          name.codePoints()
              .filter(c -> !Character.isISOControl(c))
              .limit(LONGEST_NAME)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      return plain.strip();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static void send(HttpExchange exchange, int status, String html) throws IOException {
    byte[] bytes = html.getBytes(UTF);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/html; charset=utf-8");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cache-Control", "no-store");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors"
            + " 'none'; base-uri 'none'");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
