package io.patchwatch.streams.sigma;

/** How severe a match is, ascending; the words of the specification in lower case. */
public enum Level {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
