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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Checks the items of one request, publishes those that are right and tells what became of each.
 */
final class Delivery {

  /** Largest body, in bytes. */
  static final int MAX_BODY = 1024 * 1024;

  private static final int ACCEPTED = 202;
  private static final int SOME_REFUSED = 207;
  private static final int ALL_REFUSED = 422;
  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 20;
  private static final long RETRY_SECONDS = 5;

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

  /**
   * Takes a body.
   *
   * @throws Refusal if nothing of it was taken for sure: sending it again is right
   */
  Reply deliver(byte[] body, String owner) throws Refusal {
    List<JsonNode> items = PushedItems.parse(body);
    ObjectNode answer = Wire.json().createObjectNode();
    ArrayNode results = answer.putArray("results");
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      ObjectNode result = results.addObject().put("index", i);
      try {
        SoftwareObserved observed = intake.observed(items.get(i), owner, clock.instant());
        sent.add(publisher.publish(observed, Trace.start()));
        result.put("status", "accepted").put("id", observed.id());
      } catch (Refusal e) {
        result.put("status", "refused").put("error", "[" + i + "]." + e.why());
      }
    }
    acknowledged(sent);
    accepted.add(sent.size());
    refused.add(items.size() - sent.size());
    return new Reply(status(sent.size(), items.size()), answer, 0);
  }

  private static int status(int taken, int all) {
    if (taken == all) {
      return ACCEPTED;
    }
    return taken == 0 ? ALL_REFUSED : SOME_REFUSED;
  }

  private static void acknowledged(List<CompletableFuture<Void>> sent) throws Refusal {
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
          .get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Refusal(
          503, "Kafka has not acknowledged it; send it again, it does no harm", RETRY_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "this process is stopping; send it again", RETRY_SECONDS);
    }
  }

  long accepted() {
    return accepted.sum();
  }

  long refused() {
    return refused.sum();
  }
}
