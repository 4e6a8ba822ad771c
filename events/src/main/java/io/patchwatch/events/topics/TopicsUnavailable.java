package io.patchwatch.events.topics;

/** The broker could not be reached, or refused. */
public final class TopicsUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TopicsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
