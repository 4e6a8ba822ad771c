package io.patchwatch.ingest.shipping;

import io.patchwatch.events.LogObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.events.shipping.Attribution;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.shipping.Shipped;
import io.patchwatch.events.shipping.UnknownSenders;
import io.patchwatch.ingest.publish.Publisher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes log records that others ship, finds out whose they are, and hands them to Kafka. Whoever
 * can make its sender wait uses {@link #deliver}, which blocks instead of losing. Thread-safe.
 */
public final class LogIntake implements AutoCloseable {

  /** RFC 3164 and 5424, over whatever. */
  public static final String SYSLOG = "syslog";

  /** OTLP/HTTP. */
  public static final String OTLP = "otlp";

  /** NDJSON over HTTP. */
  public static final String HTTP = "http";

  /** All ways, as metrics and origins name them. */
  public static final List<String> WAYS = List.of(SYSLOG, OTLP, HTTP);

  /** So many characters of records may wait for Kafka's acknowledgement. */
  public static final int ROOM = 8 * 1024 * 1024;

  /** What a record costs besides its text. */
  private static final int OVERHEAD = 512;

  private static final long AGAIN_MS = 500;

  private final LogSources sources;
  private final Publisher publisher;
  private final InstantSource clock;
  private final int size;
  private final Semaphore room;
  private final UnknownSenders unknown = new UnknownSenders();
  private final Map<String, IntakeCounters> counters = new ConcurrentHashMap<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Executor later =
      CompletableFuture.delayedExecutor(AGAIN_MS, TimeUnit.MILLISECONDS, executor);
  private volatile boolean closed;

  /** An intake that stays when its publisher is closed elsewhere. */
  public LogIntake(LogSources sources, Publisher publisher, InstantSource clock) {
    this(sources, publisher, clock, ROOM);
  }

  /**
   * For tests.
   *
   * @param room characters that may wait for Kafka
   */
  public LogIntake(LogSources sources, Publisher publisher, InstantSource clock, int room) {
    this.sources = sources;
    this.publisher = publisher;
    this.clock = clock;
    this.size = room;
    this.room = new Semaphore(room, true);
  }

  /** The present time. */
  public Instant now() {
    return clock.instant();
  }

  /** What became of the records of a way. */
  public IntakeCounters counters(String way) {
    return counters.computeIfAbsent(way, key -> new IntakeCounters());
  }

  /** Whose a record is, without counting or telling. */
  public Attribution attribute(Shipped shipped) {
    return sources.attribute(shipped);
  }

  /** The asset whose record it is; else it is counted, and the operator is told once. */
  public Optional<LogSource> source(String way, Shipped shipped) {
    return switch (sources.attribute(shipped)) {
      case Attribution.Known known -> Optional.of(known.source());
      case Attribution.Unknown sender -> {
        counters(way).unmatchedOne();
        unknown.tell(way, sender);
        yield Optional.empty();
      }
    };
  }

  /**
   * Hands a record to Kafka, once.
   *
   * @return completes with the event's id when Kafka has it
   */
  public CompletableFuture<String> publish(String way, Shipped shipped, LogSource source) {
    LogObserved event = LogSources.observed(way, shipped, source, clock.instant());
    return publisher
        .publish(event, Trace.start())
        .thenApply(
            done -> {
              counters(way).publishedOne();
              return event.id();
            });
  }

  /**
   * Hands a record to Kafka, as often as it takes. Blocks while too much is on the way.
   *
   * @throws InterruptedException if it was interrupted before it took the record
   */
  public void deliver(String way, Shipped shipped, LogSource source) throws InterruptedException {
    LogObserved event = LogSources.observed(way, shipped, source, clock.instant());
    int weight = Math.min(size, event.message().length() + OVERHEAD);
    room.acquire(weight);
    attempt(event, weight);
  }

  private void attempt(LogObserved event, int weight) {
    var unused = start(event).handle((done, error) -> settle(event, weight, error == null));
  }

  private CompletableFuture<Void> start(LogObserved event) {
    try {
      return publisher.publish(event, Trace.start());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e); // Kafka is away for long, or we are stopping
    }
  }

  private boolean settle(LogObserved event, int weight, boolean done) {
    if (!done && !closed) {
      later.execute(() -> attempt(event, weight));
      return false;
    }
    room.release(weight);
    if (done) {
      counters(event.collector()).publishedOne();
    } else {
      counters(event.collector()).lose(1);
    }
    return done;
  }

  /** What is not acknowledged is given up. */
  @Override
  public void close() {
    closed = true;
    executor.shutdown();
  }
}
