package io.patchwatch.ingest.push;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What one request hands to Kafka. Nothing is promised before Kafka has all of it, and the sender
 * does not wait for long: it can send again.
 */
final class Acknowledged<T> {

  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long RETRY_SECONDS = 5;

  private final long begun = System.nanoTime();
  private final List<CompletableFuture<T>> sent = new ArrayList<>();

  /**
   * Hands over one more. Handing over may block while Kafka is away.
   *
   * @throws Refusal if it takes too long, or has failed already
   */
  void add(Supplier<CompletableFuture<T>> handing) throws Refusal {
    if (left() <= 0) {
      throw notYet();
    }
    CompletableFuture<T> future = handing.get();
    if (future.isCompletedExceptionally()) {
      throw notYet();
    }
    sent.add(future);
  }

  private long left() {
    return WITHIN_NANOS - (System.nanoTime() - begun);
  }

  /**
   * Returns when Kafka has all of it.
   *
   * @return what each of them gave, in order
   * @throws Refusal if it has not
   */
  List<T> await() throws Refusal {
    try {
      var unused =
          CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
              .get(Math.max(1, left()), TimeUnit.NANOSECONDS);
      return sent.stream().map(CompletableFuture::join).toList();
    } catch (ExecutionException | TimeoutException e) {
      throw notYet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "this process is stopping; send it again", RETRY_SECONDS);
    }
  }

  private static Refusal notYet() {
    return new Refusal(
        503, "Kafka has not acknowledged it; send it again, it does no harm", RETRY_SECONDS);
  }
}
