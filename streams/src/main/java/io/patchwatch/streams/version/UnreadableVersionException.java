package io.patchwatch.streams.version;

/** A text that is no version of its scheme; the message says why, for a person. */
public final class UnreadableVersionException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableVersionException(String message) {
    super(message);
  }
}
