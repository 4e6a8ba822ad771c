package io.patchwatch.embedded;

/**
 * An embedded server could not start. The message names the place and the remedy and is meant to be
 * shown to a person.
 */
public final class EmbeddedStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_REASON = 300;

  EmbeddedStartException(String message) {
    super(message);
  }

  EmbeddedStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What {@code failure} and its root cause say, cut where it grows out of hand (Elasticsearch
   * quotes whole class paths).
   */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said =
        failure.getCause() == null ? failure.toString() : failure.getMessage() + ": " + root;
    return said.length() <= LONGEST_REASON ? said : said.substring(0, LONGEST_REASON) + "...";
  }
}
