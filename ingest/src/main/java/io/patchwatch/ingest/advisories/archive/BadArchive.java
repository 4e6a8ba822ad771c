package io.patchwatch.ingest.advisories.archive;

import java.io.IOException;

/** An archive that is cut off, too large or names places outside itself. */
public final class BadArchive extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong with it. */
  public BadArchive(String what) {
    super(what);
  }
}
