package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.events.SilenceExpired;
import io.patchwatch.events.SilenceSet;
import io.patchwatch.events.Wire;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Silences and maintenance windows. */
final class SilenceEndpoints {

  private final Board board;
  private final Sending sending;
  private final InstantSource clock;

  SilenceEndpoints(Board board, Sending sending, InstantSource clock) {
    this.board = board;
    this.sending = sending;
    this.clock = clock;
  }

  List<Endpoint> all() {
    return List.of(
        new Endpoint("GET", "/silences", Role.READ, this::list),
        new Endpoint("POST", "/silences", Role.OPERATE, this::set),
        new Endpoint("DELETE", "/silences/{silence}", Role.OPERATE, this::expire));
  }

  private Answer list(Request request) throws Problem {
    request.only("after", "limit");
    return Answer.ok(
        Page.of(
            board.silences(clock.instant()),
            SilenceSet::silence,
            it -> Wire.json().valueToTree(it),
            request.text("after"),
            request.limit()));
  }

  private Answer set(Request request) throws Problem {
    JsonNode body = request.json();
    List<String> matchers = matchers(body);
    String comment = IncidentEndpoints.text(body, "comment");
    return sending.send(
        (id, now) -> {
          Instant from = Request.time("startsAt", body.path("startsAt").asText("PT0S"), now);
          return new SilenceSet(
              id,
              now,
              Sending.COLLECTOR,
              body.path("id").asText(id),
              kind(body),
              matchers,
              from,
              Request.time("endsAt", body.path("endsAt").asText(""), from),
              request.caller(),
              comment);
        });
  }

  private static SilenceSet.Kind kind(JsonNode body) throws Problem {
    return switch (body.path("kind").asText("silence").toLowerCase(Locale.ROOT)) {
      case "silence" -> SilenceSet.Kind.SILENCE;
      case "maintenance" -> SilenceSet.Kind.MAINTENANCE;
      default -> throw Problem.badRequest("kind: use silence or maintenance");
    };
  }

  private static List<String> matchers(JsonNode body) throws Problem {
    List<String> matchers = new ArrayList<>();
    for (JsonNode each : body.path("matchers")) {
      try {
        matchers.add(Matcher.parse(each.asText()).toString());
      } catch (IllegalArgumentException e) {
        throw Problem.badRequest(String.valueOf(e.getMessage()));
      }
    }
    return matchers;
  }

  private Answer expire(Request request) throws Problem {
    if (!board.silenced(request.id())) {
      throw Problem.notFound("there is no silence '" + request.id() + "'; see /silences");
    }
    return sending.send(
        (id, now) ->
            new SilenceExpired(id, now, Sending.COLLECTOR, request.id(), request.caller()));
  }
}
