package io.patchwatch.ingest.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.patchwatch.events.Wire;
import java.io.IOException;

/**
 * An answer.
 *
 * @param retryAfterSeconds zero: without that header
 */
record Reply(int status, ObjectNode body, long retryAfterSeconds) {

  static Reply refused(Refusal refusal) {
    return new Reply(
        refusal.status(),
        Wire.json().createObjectNode().put("error", refusal.why()),
        refusal.retryAfterSeconds());
  }

  void send(HttpExchange exchange) throws IOException {
    byte[] bytes = Wire.json().writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    if (status == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    }
    if (status == 405) {
      exchange.getResponseHeaders().set("Allow", "POST");
    }
    if (retryAfterSeconds > 0) {
      exchange.getResponseHeaders().set("Retry-After", Long.toString(retryAfterSeconds));
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
