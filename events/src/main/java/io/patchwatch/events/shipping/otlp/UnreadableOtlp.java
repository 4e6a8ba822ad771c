package io.patchwatch.events.shipping.otlp;

/** What was taken for logs of the OpenTelemetry protocol is none, or is broken. */
public final class UnreadableOtlp extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableOtlp(String message) {
    super("not logs of the OpenTelemetry protocol: " + message);
  }
}
