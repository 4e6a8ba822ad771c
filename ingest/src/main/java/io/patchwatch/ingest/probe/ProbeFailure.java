package io.patchwatch.ingest.probe;

import io.patchwatch.events.ProbeFailed.Failure;

/** A version could not be read; the message says what happened and what to check. */
final class ProbeFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final Failure failure;

  ProbeFailure(Failure failure, String message) {
    super(message);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
