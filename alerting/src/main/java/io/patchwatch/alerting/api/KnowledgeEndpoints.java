package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runbooks. */
final class KnowledgeEndpoints {

  private static final int LONGEST_ID = 100;
  private static final int LONGEST_TITLE = 300;

  private final @Nullable Knowledge knowledge;
  private final InstantSource clock;

  KnowledgeEndpoints(@Nullable Knowledge knowledge, InstantSource clock) {
    this.knowledge = knowledge;
    this.clock = clock;
  }

  List<Endpoint> all() {
    return List.of(
        new Endpoint("GET", "/runbooks", Role.READ, this::search),
        new Endpoint("PUT", "/runbooks/{runbook}", Role.OPERATE, this::put));
  }

  private Knowledge known() throws Problem {
    if (knowledge == null) {
      throw Problem.unavailable("there is no history; configure elasticsearch");
    }
    return knowledge;
  }

  private Answer search(Request request) throws Problem {
    request.only("q", "limit");
    Knowledge known = known();
    int limit = request.limit();
    try {
      ObjectNode body = Wire.json().createObjectNode();
      ArrayNode items = body.putArray("items");
      known.search(request.text("q"), limit).forEach(items::add);
      return Answer.ok(body);
    } catch (IOException e) {
      throw Problem.unavailable("the runbooks do not answer: " + e.getMessage());
    }
  }

  private Answer put(Request request) throws Problem {
    Knowledge known = known();
    JsonNode body = request.json();
    String title = IncidentEndpoints.text(body, "title");
    String text = IncidentEndpoints.text(body, "text");
    if (request.id().length() > LONGEST_ID || title.length() > LONGEST_TITLE) {
      throw Problem.badRequest(
          "the id may have " + LONGEST_ID + " characters, the title " + LONGEST_TITLE);
    }
    try {
      known.put(request.id(), title, text, request.caller(), clock.instant());
    } catch (IOException e) {
      throw Problem.unavailable("the runbook was not kept: " + e.getMessage());
    }
    return Answer.ok(Wire.json().createObjectNode().put("runbook", request.id()));
  }
}
