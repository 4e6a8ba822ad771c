package io.patchwatch.alerting.courier;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One partition of deliveries for as long as it is this process's: what is under way, and how far.
 */
final class Round {

  private final OffsetTracker offsets = new OffsetTracker();
  private final Set<Thread> underWay = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Instant since;
  private @Nullable Set<String> finishedBefore;

  Round(Instant since) {
    this.since = since;
  }

  OffsetTracker offsets() {
    return offsets;
  }

  /** Whether a delivery was finished by whoever had the partition before. Called by one thread. */
  boolean finishedBefore(String delivery, Instant written, FinishedBefore receipts) {
    if (finishedBefore == null && written.isAfter(since)) {
      return false; // written after the partition came to us: nobody else can have had it
    }
    if (finishedBefore == null) {
      finishedBefore = new HashSet<>(receipts.since(written));
    }
    return finishedBefore.remove(delivery);
  }

  void start(Runnable errand) {
    Thread thread = Thread.ofVirtual().name("courier").unstarted(() -> run(errand));
    underWay.add(thread);
    thread.start();
  }

  private void run(Runnable errand) {
    try {
      errand.run();
    } finally {
      underWay.remove(Thread.currentThread());
    }
  }

  /** Waits, but not beyond the end of the round. */
  void pause(Duration time) throws InterruptedException {
    if (ended.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the partition is no longer ours");
    }
  }

  boolean over() {
    return ended.getCount() == 0;
  }

  /** No further attempt is begun; those under way are given this time to end. */
  void end(Duration grace) {
    ended.countDown();
    long deadline = System.nanoTime() + grace.toNanos();
    for (Thread thread : underWay) {
      join(thread, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
    underWay.forEach(Thread::interrupt);
  }

  private static void join(Thread thread, Duration atMost) {
    try {
      thread.join(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
