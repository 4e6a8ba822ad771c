package io.patchwatch.ingest.vex;

import io.patchwatch.ingest.advisories.Doc;

/** One format of statements. */
interface VexFormat {

  /** Whether the document says that it is of this format. */
  boolean recognises(Doc document);

  /**
   * What it states.
   *
   * @throws io.patchwatch.ingest.advisories.BadRecord if nothing of it can be used
   */
  VexDocument read(Doc document);
}
