package io.patchwatch.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a thread that failed: what it did is in the transaction that is undone, so a new one
 * begins where it began. One that fails at once again and again must not spin: each replacement
 * waits the longer, the more threads failed within the last minute.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
  private static final Duration MEMORY = Duration.ofMinutes(1);
  private static final Duration FIRST = Duration.ofMillis(100);

  /** Shorter than the transaction's time-out, 10 s: nobody else waits for it in vain. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final int MOST_DOUBLINGS = 10;

  private final Deque<Long> failures = new ArrayDeque<>();
  private final Runnable count;

  /**
   * A replacement of threads.
   *
   * @param count is told of each
   */
  ThreadReplacement(Runnable count) {
    this.count = count;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    count.run();
    Duration pause = pause(recent(System.nanoTime()));
    LOG.error("a thread of the streams failed and is replaced in {} ms", pause.toMillis(), failure);
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** How many failed within the last minute, the one of now included. */
  synchronized int recent(long now) {
    failures.addLast(now);
    while (now - failures.getFirst() > MEMORY.toNanos()) {
      failures.removeFirst();
    }
    return failures.size();
  }

  /** None for the first failure, then 100 ms, doubled by each further one, up to 5 s. */
  static Duration pause(int recent) {
    if (recent < 2) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST.multipliedBy(1L << Math.min(recent - 2, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }
}
