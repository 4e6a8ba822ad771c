package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Severity, ascending. The CVSS bands are those of FIRST's CVSS v3.1 and v4.0 (section 5 / 6). */
public enum Severity {
  /** Nobody rated it: not the same as harmless. */
  UNKNOWN,
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** The qualitative band of a CVSS base score. */
  public static Severity ofCvss(double score) {
    if (score < 0 || score > 10 || Double.isNaN(score)) {
      throw new IllegalArgumentException("CVSS score is " + score + "; it is 0 to 10");
    }
    if (score >= 9.0) {
      return CRITICAL;
    }
    if (score >= 7.0) {
      return HIGH;
    }
    if (score >= 4.0) {
      return MEDIUM;
    }
    return score > 0 ? LOW : INFO;
  }

  /** The more severe of both. */
  public Severity or(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Lower-case name, as on the wire and in labels. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
