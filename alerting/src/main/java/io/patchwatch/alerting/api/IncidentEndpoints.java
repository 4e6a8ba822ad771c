package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentAcknowledged;
import io.patchwatch.events.IncidentClosed;
import io.patchwatch.events.IncidentNoted;
import io.patchwatch.events.IncidentUnacknowledged;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Incidents, and commands about them. */
final class IncidentEndpoints {

  private static final List<String> STATES =
      List.of("open", "acknowledged", "escalated", "resolved");

  private final Board board;
  private final Sending sending;
  private final @Nullable HistorySearch history;
  private final InstantSource clock;

  IncidentEndpoints(
      Board board, Sending sending, @Nullable HistorySearch history, InstantSource clock) {
    this.board = board;
    this.sending = sending;
    this.history = history;
    this.clock = clock;
  }

  List<Endpoint> all() {
    return List.of(
        new Endpoint("GET", "/incidents", Role.READ, this::list),
        new Endpoint("GET", "/incidents/{incident}", Role.READ, r -> Answer.ok(one(r))),
        new Endpoint("GET", "/incidents/{incident}/timeline", Role.READ, this::timeline),
        new Endpoint("GET", "/incidents/{incident}/similar", Role.READ, this::similar),
        new Endpoint("POST", "/incidents/{incident}/acknowledge", Role.OPERATE, this::acknowledge),
        new Endpoint("POST", "/incidents/{incident}/unacknowledge", Role.OPERATE, this::giveBack),
        new Endpoint("POST", "/incidents/{incident}/notes", Role.OPERATE, this::note),
        new Endpoint("POST", "/incidents/{incident}/close", Role.OPERATE, this::close));
  }

  private Answer list(Request request) throws Problem {
    request.only("state", "severity", "matcher", "after", "limit");
    List<Incident> found = board.incidents(filter(request), clock.instant());
    return Answer.ok(
        Page.of(found, Incident::id, Shapes::brief, request.text("after"), request.limit()));
  }

  private static Predicate<Incident> filter(Request request) throws Problem {
    List<String> states = request.all("state");
    for (String state : states) {
      if (!STATES.contains(state)) {
        throw Problem.badRequest(
            "state: '" + state + "' is not known; use " + String.join(", ", STATES));
      }
    }
    Severity least = severity(request.text("severity"));
    List<Matcher> matchers = matchers(request);
    return it ->
        (states.isEmpty() ? !it.resolved() : states.contains(state(it)))
            && (least == null || it.severity().compareTo(least) >= 0)
            && matchers.stream().allMatch(matcher -> matcher.matches(it.latest().labels()));
  }

  static @Nullable Severity severity(@Nullable String text) throws Problem {
    if (text == null) {
      return null;
    }
    for (Severity severity : Severity.values()) {
      if (severity.label().equals(text)) {
        return severity;
      }
    }
    throw Problem.badRequest(
        "severity: '" + text + "' is not known; use critical, high, medium, low or info");
  }

  static List<Matcher> matchers(Request request) throws Problem {
    List<Matcher> matchers = new ArrayList<>();
    for (String text : request.all("matcher")) {
      try {
        matchers.add(Matcher.parse(text));
      } catch (IllegalArgumentException e) {
        throw Problem.badRequest(String.valueOf(e.getMessage()));
      }
    }
    return matchers;
  }

  private static String state(Incident it) {
    return it.state().getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private Incident find(Request request) throws Problem {
    Incident incident = board.incident(request.id());
    if (incident == null) {
      throw Problem.notFound("there is no incident '" + request.id() + "'; see /incidents");
    }
    return incident;
  }

  private ObjectNode one(Request request) throws Problem {
    return Shapes.full(find(request));
  }

  private Answer timeline(Request request) throws Problem {
    Incident incident = find(request);
    return Answer.ok(told(history(history), found -> found.timeline(incident.id())));
  }

  private Answer similar(Request request) throws Problem {
    Incident incident = find(request);
    return Answer.ok(told(history(history), found -> found.similar(incident.id())));
  }

  /** A question to the history. */
  @FunctionalInterface
  interface Question {
    List<JsonNode> ask(HistorySearch history) throws IOException;
  }

  static ObjectNode told(HistorySearch history, Question question) throws Problem {
    try {
      ObjectNode body = Wire.json().createObjectNode();
      ArrayNode items = body.putArray("items");
      question.ask(history).forEach(items::add);
      return body;
    } catch (IOException e) {
      throw Problem.unavailable("the history does not answer: " + e.getMessage());
    }
  }

  static HistorySearch history(@Nullable HistorySearch history) throws Problem {
    if (history == null) {
      throw Problem.unavailable("there is no history; configure elasticsearch");
    }
    return history;
  }

  private Answer acknowledge(Request request) throws Problem {
    Incident incident = find(request);
    JsonNode body = request.json();
    return sending.send(
        (id, now) ->
            new IncidentAcknowledged(
                id,
                now,
                Sending.COLLECTOR,
                incident.id(),
                time(body, "opened", now),
                request.caller(),
                time(body, "until", now)));
  }

  private Answer giveBack(Request request) throws Problem {
    Incident incident = find(request);
    return sending.send(
        (id, now) ->
            new IncidentUnacknowledged(
                id, now, Sending.COLLECTOR, incident.id(), request.caller()));
  }

  private Answer note(Request request) throws Problem {
    Incident incident = find(request);
    String text = text(request.json(), "text");
    return sending.send(
        (id, now) ->
            new IncidentNoted(id, now, Sending.COLLECTOR, incident.id(), request.caller(), text));
  }

  private Answer close(Request request) throws Problem {
    Incident incident = find(request);
    JsonNode body = request.json();
    String reason = text(body, "reason");
    return sending.send(
        (id, now) ->
            new IncidentClosed(
                id,
                now,
                Sending.COLLECTOR,
                incident.id(),
                time(body, "opened", now),
                request.caller(),
                reason));
  }

  private static @Nullable Instant time(JsonNode body, String field, Instant now) throws Problem {
    return body.hasNonNull(field) ? Request.time(field, body.get(field).asText(), now) : null;
  }

  static String text(JsonNode body, String field) throws Problem {
    String text = body.path(field).asText("").strip();
    if (text.isEmpty()) {
      throw Problem.badRequest(field + " is missing; write a sentence");
    }
    return text;
  }
}
