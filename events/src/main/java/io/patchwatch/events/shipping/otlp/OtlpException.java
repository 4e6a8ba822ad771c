package io.patchwatch.events.shipping.otlp;

/** A body is no export of logs, or too much of one. */
public final class OtlpException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean tooLarge;

  private OtlpException(String message, boolean tooLarge) {
    super(message);
    this.tooLarge = tooLarge;
  }

  static OtlpException malformed(String message) {
    return new OtlpException(message, false);
  }

  static OtlpException tooLarge(String message) {
    return new OtlpException(message, true);
  }

  /** Whether less of it would have been right. */
  public boolean isTooLarge() {
    return tooLarge;
  }

  /** What is wrong. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
