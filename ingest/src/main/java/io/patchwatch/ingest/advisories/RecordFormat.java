package io.patchwatch.ingest.advisories;

/** Reads one published JSON format. Implementations are pure and thread-safe. */
public interface RecordFormat {

  /** Whether a document has this format, judged by its outermost fields. */
  boolean recognises(Doc document);

  /**
   * Reads a document that has this format.
   *
   * @throws BadRecord if it cannot be used
   */
  Reading read(Doc document, ProductIndex products);
}
