package io.patchwatch.ingest.push;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for Kafka before anything is promised. */
final class Acknowledged {

  private static final long WITHIN_SECONDS = 20;
  private static final long RETRY_SECONDS = 5;

  private Acknowledged() {}

  /**
   * Returns when Kafka has all of it.
   *
   * @throws Refusal if it has not
   */
  static void await(List<? extends CompletableFuture<?>> sent) throws Refusal {
    try {
      var unused =
          CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
              .get(WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw notYet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "this process is stopping; send it again", RETRY_SECONDS);
    }
  }

  /** Kafka does not take it now. */
  static Refusal notYet() {
    return new Refusal(
        503, "Kafka has not acknowledged it; send it again, it does no harm", RETRY_SECONDS);
  }
}
