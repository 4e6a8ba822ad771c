package io.patchwatch.ingest.crew;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Virtual threads that work until they are interrupted. Thread-safe. */
public final class Crew implements AutoCloseable {

  /** So long all of them together may take to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  /**
   * Starts another one.
   *
   * @param name of the thread, for people who look at a dump of threads
   * @param work ends when its thread is interrupted
   */
  public void start(String name, Runnable work) {
    threads.add(Thread.ofVirtual().name(name).start(work));
  }

  /** Interrupts all of them, then waits until they have ended, 2 s at the most. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
