package io.patchwatch.embedded;

/**
 * An embedded server could not start. The message names the place and the remedy and is meant to be
 * shown to a person.
 */
public final class EmbeddedStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EmbeddedStartException(String message) {
    super(message);
  }

  EmbeddedStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
