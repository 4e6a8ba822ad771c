package io.patchwatch.ingest.versions;

import io.patchwatch.events.ProbeFailed.Failure;

/** A version could not be read; the message says what happened and what to check. */
public final class CollectorFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final Failure failure;

  /** A failure of this kind; the message is one line for a person, without secrets. */
  public CollectorFailure(Failure failure, String message) {
    super(message);
    this.failure = failure;
  }

  /** The kind of failure. */
  public Failure failure() {
    return failure;
  }

  /** What happened and what to check. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
