package io.patchwatch.alerting.courier;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Who waits for whom: messages of one receiver with the same key go one after the other, a digest
 * waits for all before it and all after it wait for it; different receivers never wait for each
 * other. Safe for use by several threads.
 */
final class Lanes {

  private static final class Lane {
    private final Map<String, CompletableFuture<Void>> tails = new HashMap<>();
    private CompletableFuture<Void> digest = CompletableFuture.completedFuture(null);

    CompletableFuture<Void> enter(String key, CompletableFuture<Void> done) {
      CompletableFuture<Void> tail = tails.put(key, done);
      return tail == null ? digest : tail;
    }

    CompletableFuture<Void> enterDigest(CompletableFuture<Void> done) {
      CompletableFuture<?>[] before = tails.values().toArray(CompletableFuture[]::new);
      CompletableFuture<Void> all =
          CompletableFuture.allOf(CompletableFuture.allOf(before), digest);
      tails.clear();
      digest = done;
      return all;
    }
  }

  private final Map<String, Lane> lanes = new HashMap<>();

  /**
   * Takes the next place.
   *
   * @param done completed by the caller when its message is finished
   * @return completes when the message may be sent
   */
  synchronized CompletableFuture<Void> enter(
      String receiver, String key, CompletableFuture<Void> done) {
    Lane lane = lanes.computeIfAbsent(receiver, name -> new Lane());
    if (key.equals(receiver)) {
      return lane.enterDigest(done);
    }
    CompletableFuture<Void> before = lane.enter(key, done);
    var unused = done.whenComplete((nothing, error) -> leave(lane, key, done));
    return before;
  }

  private synchronized void leave(Lane lane, String key, CompletableFuture<Void> done) {
    lane.tails.remove(key, done);
  }
}
