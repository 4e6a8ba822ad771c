package io.patchwatch.ingest.inventory.format;

import io.patchwatch.events.EvidenceSource;

/**
 * Reads one kind of document. Implementations are pure, safe for threads, and meet any content with
 * a problem or an {@link UnreadableDocument}, never with another exception.
 */
public interface InventoryFormat {

  /** Its name in the configuration, for example {@code dpkg}. */
  String name();

  /** What its statements are called as evidence. */
  EvidenceSource source();

  /** Whether a document is of this format, judged by its first 64 KiB. */
  boolean recognises(String head);

  /**
   * Brings all that the document says into the harvest.
   *
   * @throws UnreadableDocument if nothing of it can be trusted: it is cut off, or something else
   */
  void read(Document document, Harvest harvest) throws UnreadableDocument;
}
