package io.patchwatch.ingest.net;

import java.time.Duration;

/** Ends what takes too long. */
public final class Watchdog implements AutoCloseable {

  private final Thread thread;
  private volatile boolean barked;

  private Watchdog(Duration patience, Runnable end) {
    this.thread =
        Thread.ofVirtual()
            .name("watchdog")
            .unstarted(
                () -> {
                  try {
                    Thread.sleep(patience);
                    barked = true;
                    end.run();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // all was in time
                  }
                });
  }

  /** Runs {@code end} after so long, unless it is closed before. */
  public static Watchdog start(Duration patience, Runnable end) {
    Watchdog watchdog = new Watchdog(patience, end);
    watchdog.thread.start();
    return watchdog;
  }

  /** Whether the time was over. */
  public boolean hasBarked() {
    return barked;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
