package io.patchwatch.ingest.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.ingest.publish.Publisher;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Checks the items of one request, publishes those that are right and tells what became of each.
 */
final class Delivery implements Taker {

  /** Largest body, in bytes. */
  static final int MAX_BODY = 1024 * 1024;

  private static final int ACCEPTED = 202;
  private static final int SOME_REFUSED = 207;
  private static final int ALL_REFUSED = 422;

  private final Intake intake;
  private final Publisher publisher;
  private final InstantSource clock;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();

  Delivery(Intake intake, Publisher publisher, InstantSource clock) {
    this.intake = intake;
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public Reply take(byte[] body, String mediaType, String owner) throws Refusal {
    List<JsonNode> items = PushedItems.parse(body);
    ObjectNode answer = Wire.json().createObjectNode();
    ArrayNode results = answer.putArray("results");
    List<SoftwareObserved> observations = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      ObjectNode result = results.addObject().put("index", i);
      try {
        SoftwareObserved observed = intake.observed(items.get(i), owner, clock.instant());
        observations.add(observed);
        result.put("status", "accepted").put("id", observed.id());
      } catch (Refusal e) {
        result.put("status", "refused").put("error", "[" + i + "]." + e.why());
      }
    }
    Acknowledged<Void> sent = new Acknowledged<>();
    for (SoftwareObserved observed : observations) {
      sent.add(() -> publisher.publish(observed, Trace.start()));
    }
    int taken = sent.await().size();
    accepted.add(taken);
    refused.add(items.size() - taken);
    return Reply.json(status(taken, items.size()), answer);
  }

  /** Of an answer that tells what became of each. */
  static int status(int taken, int all) {
    if (taken == all) {
      return ACCEPTED;
    }
    return taken == 0 ? ALL_REFUSED : SOME_REFUSED;
  }

  long accepted() {
    return accepted.sum();
  }

  long refused() {
    return refused.sum();
  }
}
