package io.patchwatch.alerting.courier.http;

import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.yaml.Secret;
import java.time.Instant;
import java.util.List;

/** What one service wants to be told, and what its answers mean. */
public interface Dialect {

  /** The calls of this delivery, in order; the first that is not accepted ends it. */
  List<HttpCall> calls(Delivery delivery, Trace trace, Instant now);

  /** What an answer means; services that answer 200 to what they refuse say so here. */
  default Receipt.Outcome outcome(HttpAnswer answer, Instant now) {
    return answer.outcome(now);
  }

  /** What must never be in a receipt, beside the addresses. */
  default List<Secret> secrets() {
    return List.of();
  }
}
