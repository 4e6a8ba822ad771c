package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What became of one attempt to deliver. Topic {@code receipts}, key as the delivery's.
 *
 * @param delivery id of the delivery
 * @param incidents ids of the incidents it was about
 * @param attempt 1 for the first
 * @param took time from the start of the attempt to its outcome
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("receipt")
public record Receipt(
    String delivery,
    String key,
    String receiver,
    Delivery.Kind kind,
    List<String> incidents,
    int attempt,
    Instant at,
    Duration took,
    Outcome outcome) {

  public Receipt {
    Require.text(delivery, "delivery", 200);
    Require.text(key, "key", 300);
    Require.text(receiver, "receiver", 200);
    Require.present(kind, "kind");
    incidents = incidents == null ? List.of() : List.copyOf(incidents);
    Require.atLeast(1, attempt, "attempt");
    Require.present(at, "at");
    Require.present(took, "took");
    Require.present(outcome, "outcome");
  }

  /** Identity of the attempt. */
  public String id() {
    return delivery + "-" + attempt;
  }

  /** What the receiver's side answered; the callee names the failure, the caller decides. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Outcome.Retry.class, name = "retry"),
    @JsonSubTypes.Type(value = Outcome.Rejected.class, name = "rejected")
  })
  public sealed interface Outcome {

    /** Accepted by the receiver. */
    record Sent(String detail) implements Outcome {}

    /** Not accepted now; worth trying again, not before {@code after} has passed. */
    record Retry(Duration after, String reason) implements Outcome {}

    /** Not accepted, and never will be as it is. */
    record Rejected(String reason) implements Outcome {}
  }
}
