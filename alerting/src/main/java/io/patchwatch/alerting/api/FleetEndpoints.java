package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.alerting.oncall.OnCallRules;
import io.patchwatch.alerting.posture.AssetPosture;
import io.patchwatch.alerting.posture.Posture;
import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.events.Command;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servers, findings, who is on call, what happened, who did what. */
final class FleetEndpoints {

  private final Board board;
  private final Posture posture;
  private final Catalogue catalogue;
  private final OnCallRules rules;
  private final @Nullable HistorySearch history;
  private final InstantSource clock;

  FleetEndpoints(
      Board board,
      Posture posture,
      Catalogue catalogue,
      OnCallRules rules,
      @Nullable HistorySearch history,
      InstantSource clock) {
    this.board = board;
    this.posture = posture;
    this.catalogue = catalogue;
    this.rules = rules;
    this.history = history;
    this.clock = clock;
  }

  List<Endpoint> all() {
    return List.of(
        new Endpoint("GET", "/assets", Role.READ, this::assets),
        new Endpoint("GET", "/assets/{asset}", Role.READ, this::asset),
        new Endpoint("GET", "/findings", Role.READ, this::findings),
        new Endpoint("GET", "/findings/{fingerprint}", Role.READ, this::finding),
        new Endpoint("GET", "/on-call/{schedule}", Role.READ, this::onCall),
        new Endpoint("GET", "/history", Role.READ, this::search),
        new Endpoint("GET", "/audit", Role.ADMIN, this::audit));
  }

  private Answer assets(Request request) throws Problem {
    request.only("state", "product", "after", "limit");
    String state = request.text("state");
    String product = request.text("product");
    List<AssetPosture> found =
        posture.fleet().stream()
            .filter(it -> state == null || it.state().label().equals(state))
            .filter(it -> product == null || it.product().equals(product))
            .toList();
    return Answer.ok(
        Page.of(found, it -> it.asset().id(), this::shape, request.text("after"), request.limit()));
  }

  private Answer asset(Request request) throws Problem {
    for (AssetPosture it : posture.fleet()) {
      if (it.asset().id().equals(request.id())) {
        return Answer.ok(shape(it));
      }
    }
    throw Problem.notFound("there is no asset '" + request.id() + "'; see /assets");
  }

  private ObjectNode shape(AssetPosture it) {
    Product product = catalogue.get(it.product());
    return Shapes.asset(it, product == null ? List.of() : product.visibility());
  }

  private Answer findings(Request request) throws Problem {
    request.only("asset", "kind", "severity", "matcher", "after", "limit");
    String asset = request.text("asset");
    String kind = request.text("kind");
    Severity least = IncidentEndpoints.severity(request.text("severity"));
    List<Matcher> matchers = IncidentEndpoints.matchers(request);
    List<Finding> found =
        board.findings(
            it ->
                (asset == null || it.asset().id().equals(asset))
                    && (kind == null || it.conclusion().kind().equals(kind))
                    && (least == null || it.severity().compareTo(least) >= 0)
                    && matchers.stream().allMatch(matcher -> matcher.matches(it.labels())));
    return Answer.ok(
        Page.of(
            found, Finding::fingerprint, Shapes::finding, request.text("after"), request.limit()));
  }

  private Answer finding(Request request) throws Problem {
    Finding found = board.finding(request.id());
    if (found == null) {
      throw Problem.notFound("there is no open finding '" + request.id() + "'; see /findings");
    }
    return Answer.ok(Shapes.finding(found));
  }

  private Answer onCall(Request request) throws Problem {
    request.only("at");
    Instant now = clock.instant();
    String at = request.text("at");
    Instant when = at == null ? now : Request.time("at", at, now);
    ObjectNode body = Wire.json().createObjectNode();
    body.put("schedule", request.id());
    body.put("at", when.toString());
    ArrayNode receivers = body.putArray("receivers");
    rules.onCall().receivers(request.id(), when).forEach(receivers::add);
    return Answer.ok(body);
  }

  private Answer search(Request request) throws Problem {
    request.only("q", "asset", "since", "limit");
    String since = request.text("since");
    Instant from = since == null ? null : Request.time("since", since, clock.instant());
    int limit = request.limit();
    return Answer.ok(
        IncidentEndpoints.told(
            IncidentEndpoints.history(history),
            it -> it.search(request.text("q"), request.text("asset"), from, limit)));
  }

  private Answer audit(Request request) throws Problem {
    request.only("after", "limit");
    return Answer.ok(
        Page.of(
            board.commands(),
            Command::id,
            Shapes::command,
            request.text("after"),
            request.limit()));
  }
}
