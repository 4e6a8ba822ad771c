package io.patchwatch.bench;

import io.patchwatch.bench.SampleLines.Line;
import io.patchwatch.events.Event;
import io.patchwatch.events.Trace;
import io.patchwatch.ingest.publish.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What a fleet says all day, at a steady rate: nine log lines of ten, and one version that was seen
 * before. When it cannot keep the rate it says so by {@link #sent()}.
 */
final class Traffic implements AutoCloseable {

  private static final int SERVERS = 1000;
  private static final int VERSION_EVERY = 10;
  private static final Duration STEP = Duration.ofMillis(5);

  private final List<Line> lines =
      SampleLines.all().stream().filter(line -> !line.text().contains("ail")).toList();
  private final AtomicLong sent = new AtomicLong();
  private final Publisher publisher;
  private final Clock clock;
  private final Thread thread;
  private volatile boolean over;

  Traffic(Publisher publisher, int rate, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("traffic").start(() -> drive(rate));
  }

  private void drive(int rate) {
    long start = System.nanoTime();
    while (!over) {
      long due = (long) ((System.nanoTime() - start) / 1_000_000_000.0 * rate);
      while (sent.get() < due && !over) {
        var unused = publisher.publish(next(sent.getAndIncrement()), Trace.start());
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private Event next(long i) {
    if (i % VERSION_EVERY == 0) {
      String asset = "quiet-" + i / VERSION_EVERY % SERVERS;
      return Fleet.runs(asset, "openfire", "9.9.9", clock.instant());
    }
    Line line = lines.get((int) (i % lines.size()));
    String asset = line.product() + "-" + i % SERVERS;
    return Fleet.line("traffic-" + i, asset, line.product(), line.text(), clock.instant());
  }

  long sent() {
    return sent.get();
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
  }
}
