package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.JsonNode;

/** What is answered. */
record Answer(int status, JsonNode body) {

  static Answer ok(JsonNode body) {
    return new Answer(200, body);
  }

  /** Kafka has the command; the engine follows it within a second. */
  static Answer accepted(JsonNode body) {
    return new Answer(202, body);
  }
}
