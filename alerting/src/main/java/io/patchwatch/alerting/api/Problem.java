package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.Wire;

/**
 * A request is not answered as was wanted; RFC 9457 ({@code application/problem+json}). The detail
 * names the place and what to do.
 */
final class Problem extends Exception {

  private static final long serialVersionUID = 1L;

  static final String TYPE = "application/problem+json";

  private final int status;
  private final String title;
  private final long retryAfterSeconds;

  private Problem(int status, String title, String detail, long retryAfterSeconds) {
    super(detail);
    this.status = status;
    this.title = title;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail, 0);
  }

  static Problem unauthorized() {
    String remedy = "send the header 'Authorization: Bearer <token>' with a known token";
    return new Problem(401, "Unauthorized", remedy, 0);
  }

  static Problem forbidden(Role needed, Role has) {
    String detail = "this needs the role " + needed + ", the token has " + has;
    return new Problem(403, "Forbidden", detail.toLowerCase(java.util.Locale.ROOT), 0);
  }

  static Problem notFound(String what) {
    return new Problem(404, "Not found", what, 0);
  }

  static Problem method(String allowed) {
    return new Problem(405, "Method not allowed", "use " + allowed, 0);
  }

  static Problem tooLarge(int most) {
    return new Problem(413, "Too large", "the body is larger than " + most + " bytes", 0);
  }

  static Problem tooMany(long seconds) {
    return new Problem(
        429,
        "Too many requests",
        "try again in " + seconds + " s, or ask for more each time",
        seconds);
  }

  static Problem defect() {
    return new Problem(500, "Internal error", "a defect; see the log of the process", 0);
  }

  static Problem unavailable(String what) {
    return new Problem(503, "Unavailable", what, 2);
  }

  int status() {
    return status;
  }

  long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  ObjectNode body() {
    ObjectNode body = Wire.json().createObjectNode();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", String.valueOf(getMessage()));
    return body;
  }
}
