package io.patchwatch.alerting.courier.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.alerting.courier.http.Dialect;
import io.patchwatch.alerting.courier.http.HttpCall;
import io.patchwatch.alerting.courier.http.HttpNotifier;
import io.patchwatch.alerting.courier.http.HttpTarget;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells all nodes of an Alertmanager, which share nothing but notifications and silences. One node
 * that took it is enough; the others get it when all is sent again.
 */
public final class AlertmanagerNotifier implements Notifier {

  private final List<HttpNotifier> nodes = new ArrayList<>();

  /** Makes no connection before its first message. */
  public AlertmanagerNotifier(AlertmanagerSettings settings, Supplies supplies) {
    for (URI node : settings.nodes()) {
      Duration timeout = HttpTarget.timeout(settings.timeout());
      nodes.add(
          new HttpNotifier(new Node(node, settings, supplies.words()), timeout, supplies.clock()));
    }
  }

  private record Node(URI target, AlertmanagerSettings settings, Words words) implements Dialect {

    @Override
    public List<HttpCall> calls(Delivery delivery, Trace trace, Instant now) {
      ArrayNode alerts = PostableAlerts.of(delivery, words, now);
      Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
      if (settings.token() != null) {
        headers.put("Authorization", "Bearer " + settings.token().reveal());
      }
      return List.of(
          new HttpCall(
              "POST", target, headers, alerts.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public List<Secret> secrets() {
      return settings.token() == null ? List.of() : List.of(settings.token());
    }
  }

  @Override
  public Receipt.Outcome notify(Delivery delivery, Trace trace) {
    List<Receipt.Outcome> outcomes =
        nodes.parallelStream().map(node -> node.notify(delivery, trace)).toList();
    long sent = outcomes.stream().filter(it -> it instanceof Receipt.Outcome.Sent).count();
    if (sent > 0) {
      return outcomes.size() == 1
          ? outcomes.get(0)
          : new Receipt.Outcome.Sent(sent + " of " + outcomes.size() + " nodes");
    }
    return outcomes.stream()
        .filter(it -> it instanceof Receipt.Outcome.Retry)
        .findFirst()
        .orElse(outcomes.get(0));
  }

  /** Sends these as they stand, which is no message of its own. */
  public Receipt.Outcome refresh(String receiver, List<Incident> incidents, Instant now) {
    return notify(
        new Delivery(
            "refresh",
            receiver,
            receiver,
            Delivery.Kind.DIGEST,
            now,
            PostableAlerts.REFRESH,
            incidents,
            0),
        Trace.start());
  }

  @Override
  public void close() {
    nodes.forEach(HttpNotifier::close);
  }
}
