package io.patchwatch.ingest.inventory.format;

/** A document of which nothing is used. The message names the place in it and the remedy. */
public final class UnreadableDocument extends Exception {

  private static final long serialVersionUID = 1L;

  public UnreadableDocument(String message) {
    super(message);
  }
}
