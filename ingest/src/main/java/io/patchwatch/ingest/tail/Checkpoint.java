package io.patchwatch.ingest.tail;

/**
 * How far a file has been published.
 *
 * @param file identity of the file (device and inode), which survives a rename
 * @param generation how often the file was truncated in place since it was first seen, from 0
 * @param offset first byte that is not published yet
 */
record Checkpoint(String file, int generation, long offset) {

  Checkpoint at(long newOffset) {
    return new Checkpoint(file, generation, newOffset);
  }

  /** The same file, truncated in place and started again. */
  Checkpoint truncated() {
    return new Checkpoint(file, generation + 1, 0);
  }
}
