package io.patchwatch.events;

import org.jspecify.annotations.Nullable;

/** A record on the wire that is not what its topic carries. The message says what is wrong. */
public final class UnreadableRecord extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableRecord(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
