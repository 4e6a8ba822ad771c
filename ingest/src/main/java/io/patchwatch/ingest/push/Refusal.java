package io.patchwatch.ingest.push;

/** A request is not taken. The message says what to do about it. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final long retryAfterSeconds;

  Refusal(int status, String message) {
    this(status, message, 0);
  }

  Refusal(int status, String message, long retryAfterSeconds) {
    super(message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** HTTP status. */
  int status() {
    return status;
  }

  /** When to try again; zero: not at all, or at once. */
  long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
