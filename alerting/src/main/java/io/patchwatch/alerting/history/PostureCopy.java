package io.patchwatch.alerting.history;

import io.patchwatch.alerting.posture.AssetPosture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state index of how each asset stands up to date. Every process that alerts writes the
 * same documents with the same versions, so that none need be chosen. While Elasticsearch is away
 * the newest state waits.
 */
public final class PostureCopy implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PostureCopy.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Store store;
  private final Supplier<List<AssetPosture>> fleet;
  private final Map<String, Long> written = new HashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private boolean connected;

  /**
   * Starts copying.
   *
   * @param fleet each asset as it stands; empty until it is known as a whole
   * @param connection stays open when this is closed
   */
  public PostureCopy(Supplier<List<AssetPosture>> fleet, ElasticsearchConnection connection) {
    this.store = new Store(connection.client());
    this.fleet = fleet;
    this.thread = Thread.ofVirtual().name("posture").start(this::run);
  }

  private void run() {
    try {
      while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        copy();
      }
    } catch (InterruptedException e) {
      log.debug("told to stop", e);
    }
  }

  private void copy() {
    List<AssetPosture> changed = new ArrayList<>();
    for (AssetPosture asset : fleet.get()) {
      if (written.getOrDefault(asset.asset().id(), 0L) < asset.revision()) {
        changed.add(asset);
      }
    }
    try {
      write(changed);
    } catch (IOException e) { // the history's own readiness says so to people
      connected = false;
      log.debug("the posture waits for Elasticsearch", e);
    } catch (RuntimeException e) { // a defect: the next change must be written all the same
      connected = false;
      log.error("the posture of {} assets could not be written", changed.size(), e);
    }
  }

  private void write(List<AssetPosture> changed) throws IOException {
    if (changed.isEmpty()) {
      return;
    }
    if (!connected) {
      store.installTemplates();
      connected = true;
    }
    for (List<Document> batch : Batches.of(changed.stream().map(Documents::of).toList())) {
      for (Store.Refused refused : store.write(batch)) {
        log.warn("{}: {}", refused.document().id(), refused.reason());
      }
    }
    changed.forEach(asset -> written.put(asset.asset().id(), asset.revision()));
  }

  @Override
  public void close() {
    stop.countDown();
    thread.interrupt();
    try {
      boolean ended = thread.join(Duration.ofSeconds(5));
      log.debug("ended: {}", ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
