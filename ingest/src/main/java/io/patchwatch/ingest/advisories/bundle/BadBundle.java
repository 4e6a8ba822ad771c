package io.patchwatch.ingest.advisories.bundle;

import java.io.IOException;

/** A bundle or a key that is not to be used; nothing was changed. */
public final class BadBundle extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong with it and what to do. */
  public BadBundle(String what) {
    super(what);
  }
}
