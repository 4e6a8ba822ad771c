package io.patchwatch.ingest.advisories;

/** A document that cannot be used. The message names the file, the place in it and the remedy. */
public final class BadRecord extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Names the place.
   *
   * @param path where in the document, for example {@code affected[2].ranges}; empty: all of it
   */
  public BadRecord(String file, String path, String what) {
    super(file + ": " + (path.isEmpty() ? "" : path + ": ") + what);
  }
}
