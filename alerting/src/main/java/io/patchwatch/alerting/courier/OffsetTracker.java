package io.patchwatch.alerting.courier;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the records of one partition are finished, when they finish in any order. Safe for
 * use by several threads.
 */
final class OffsetTracker {

  private final TreeSet<Long> unfinished = new TreeSet<>();
  private long next = -1;
  private long committed = -1;

  synchronized void begin(long offset) {
    unfinished.add(offset);
    next = offset + 1;
  }

  synchronized void finish(long offset) {
    unfinished.remove(offset);
  }

  /** The position to commit; null: nothing new is finished. */
  synchronized @Nullable Long toCommit() {
    long position = unfinished.isEmpty() ? next : unfinished.first();
    return position > committed && position >= 0 && next >= 0 ? position : null;
  }

  synchronized void committed(long position) {
    committed = Math.max(committed, position);
  }

  synchronized int unfinished() {
    return unfinished.size();
  }
}
