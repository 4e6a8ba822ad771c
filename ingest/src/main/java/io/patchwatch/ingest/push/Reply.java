package io.patchwatch.ingest.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An answer. */
final class Reply {

  static final String JSON = "application/json";

  private final int status;
  private final String mediaType;
  private final byte[] body;
  private final long retryAfterSeconds;

  private Reply(int status, String mediaType, byte[] body, long retryAfterSeconds) {
    this.status = status;
    this.mediaType = mediaType;
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** With a body in any encoding, which is not copied. */
  static Reply of(int status, String mediaType, byte[] body) {
    return new Reply(status, mediaType, body, 0);
  }

  static Reply json(int status, ObjectNode body) {
    return of(status, JSON, bytes(body));
  }

  static Reply refused(Refusal refusal) {
    return refused(
        refusal, JSON, bytes(Wire.json().createObjectNode().put("error", refusal.why())));
  }

  /** With a body of the protocol that was spoken. */
  static Reply refused(Refusal refusal, String mediaType, byte[] body) {
    return new Reply(refusal.status(), mediaType, body, refusal.retryAfterSeconds());
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return Wire.json().writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never of a tree
    }
  }

  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", mediaType);
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
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
