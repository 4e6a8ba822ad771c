package io.patchwatch.ingest.advisories.fetch;

/** What came. */
public sealed interface Answer {

  /** The document is what it was. */
  record NotModified() implements Answer {}

  /** The whole document is in the file that was named. */
  record Saved(Validators validators, long bytes) implements Answer {}
}
