package io.patchwatch.events.parsing;

/** How a product writes one record. */
public enum LogFormat {
  /** Text, read by a regular expression with named groups. */
  PATTERN,
  /** One JSON object a line. Fields are addressed by JSON pointers. */
  JSON,
  /** {@code key=value key="quoted value"} on one line. Fields are addressed by their keys. */
  LOGFMT
}
