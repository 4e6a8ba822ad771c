package io.patchwatch.embedded;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a server's own stop, but waits for it only so long. */
final class Stop {

  private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

  private Stop() {}

  /**
   * Returns when {@code stop} has ended, or after {@code limit}. What fails or hangs is logged: the
   * data is as safe as after a hard kill, which the next start recovers from.
   */
  static void within(Duration limit, String server, Runnable stop) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("stop-embedded-" + server)
            .uncaughtExceptionHandler(
                (failed, e) -> LOG.warn("Embedded {} did not stop cleanly", server, e))
            .start(stop);
    try {
      if (!thread.join(limit)) {
        LOG.warn("Embedded {} has not stopped within {} s; leaving it", server, limit.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
