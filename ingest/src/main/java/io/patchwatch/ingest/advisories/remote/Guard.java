package io.patchwatch.ingest.advisories.remote;

import org.jspecify.annotations.Nullable;

/** Whether what came can replace what is there. Pure. */
final class Guard {

  /** More than this share of records that cannot be read: the whole is not to be believed. */
  private static final double MOST_UNREADABLE = 0.05;

  private Guard() {}

  /**
   * Judges a document that was read to its end.
   *
   * @param before records it had when it was last accepted; 0: never
   * @param now records it has
   * @param unreadable how many of them cannot be read
   * @param maxShrink largest share of records that may be gone
   * @return null: it is good
   */
  static @Nullable Trouble judge(long before, long now, long unreadable, double maxShrink) {
    if (now == 0) {
      return Trouble.refused("empty", "has no records");
    }
    if (unreadable > now * MOST_UNREADABLE) {
      return Trouble.refused("unreadable", unreadable + " of " + now + " records cannot be read");
    }
    if (now < before * (1 - maxShrink)) {
      return Trouble.refused(
          "shrunken",
          "has " + now + " records where " + before + " were; if that is right, raise max_shrink");
    }
    return null;
  }
}
