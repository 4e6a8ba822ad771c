package io.patchwatch.alerting.courier;

import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Severity;

/** How alarming a message looks. One that says "resolved" is never in the colour of an alarm. */
public enum Tone {
  /** Critical or high. */
  ALARM("#d32f2f"),
  /** Medium, or nobody rated it. */
  WARNING("#f9a825"),
  /** Low or less. */
  NOTICE("#1976d2"),
  /** All of it is resolved. */
  RESOLVED("#2e7d32");

  private final String colour;

  Tone(String colour) {
    this.colour = colour;
  }

  /** As in HTML: # and six hexadecimal digits. */
  public String colour() {
    return colour;
  }

  /** The tone of a message: that of its worst open incident. */
  public static Tone of(Delivery delivery) {
    if (delivery.kind() == Delivery.Kind.ACKNOWLEDGED) {
      return NOTICE;
    }
    return delivery.incidents().stream()
        .filter(incident -> !incident.resolved())
        .map(Incident::severity)
        .reduce((a, b) -> of(a).compareTo(of(b)) <= 0 ? a : b)
        .map(Tone::of)
        .orElse(RESOLVED);
  }

  /** The tone of an open incident. */
  public static Tone of(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> ALARM;
      case MEDIUM, UNKNOWN -> WARNING;
      case LOW, INFO -> NOTICE;
    };
  }
}
