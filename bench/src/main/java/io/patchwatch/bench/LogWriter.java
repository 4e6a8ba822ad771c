package io.patchwatch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends the lines of a working day to the servers' files at a steady rate. What is due is
 * reckoned from the beginning, so that a writer that was held up makes up for it; one that cannot
 * keep the rate says so by {@link #written()}.
 */
final class LogWriter implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(4);
  private static final double NANOS = 1e9;

  private final ServerLogs logs;
  private final WorkingDay day;
  private final Thread thread;
  private final AtomicLong written = new AtomicLong();
  private volatile boolean over;

  /**
   * Begins at once.
   *
   * @param rate lines a second, from 1
   */
  LogWriter(ServerLogs logs, WorkingDay day, int rate) {
    this.logs = logs;
    this.day = day;
    this.thread = Thread.ofPlatform().name("log-writer").start(() -> drive(rate));
  }

  private void drive(int rate) {
    long start = System.nanoTime();
    while (!over) {
      long due = (long) ((System.nanoTime() - start) / NANOS * rate);
      write(due - written.get());
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private void write(long count) {
    Map<String, StringBuilder> pieces = new TreeMap<>();
    for (long i = 0; i < count; i++) {
      WorkingDay.Line line = day.next();
      pieces
          .computeIfAbsent(line.asset(), asset -> new StringBuilder())
          .append(line.text())
          .append('\n');
    }
    try {
      for (Map.Entry<String, StringBuilder> piece : pieces.entrySet()) {
        logs.append(piece.getKey(), piece.getValue().toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written.addAndGet(count);
  }

  /** Lines that are in the files. */
  long written() {
    return written.get();
  }

  /** Writes no more; when this returns the last line is written. */
  void stop() throws InterruptedException {
    over = true;
    thread.join();
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }
}
