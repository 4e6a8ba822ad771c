package io.patchwatch.events.parsing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a product writes one record. */
public enum LogFormat {
  /** Text, read by a regular expression with named groups. */
  @JsonProperty("pattern")
  PATTERN,
  /** One JSON object a line. Fields are addressed by JSON pointers. */
  @JsonProperty("json")
  JSON,
  /** {@code key=value key="quoted value"} on one line. Fields are addressed by their keys. */
  @JsonProperty("logfmt")
  LOGFMT
}
