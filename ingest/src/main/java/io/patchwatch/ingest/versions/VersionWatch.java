package io.patchwatch.ingest.versions;

import io.patchwatch.events.Event;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.ingest.crew.Crew;
import io.patchwatch.ingest.publish.Publisher;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all configured servers again and again, each way on a virtual thread of its own. */
public final class VersionWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(VersionWatch.class);

  private final Publisher publisher;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final LongAdder read = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Crew crew = new Crew();

  /** Nobody is asked yet; see {@link #start}. */
  public VersionWatch(Publisher publisher, InstantSource clock, RandomGenerator random) {
    this.publisher = publisher;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Starts to ask a server.
   *
   * @throws IOException if a file that the collector needs cannot be read
   * @throws GeneralSecurityException if a certificate file has no certificates
   */
  public void start(Watch watch) throws IOException, GeneralSecurityException {
    VersionCollector collector = watch.opener().open();
    crew.start(collector.source() + "-" + watch.asset().id(), () -> keepAsking(watch, collector));
  }

  private void keepAsking(Watch watch, VersionCollector collector) {
    Backoff backoff = new Backoff(watch.interval(), random);
    int failures = 0;
    try (collector) {
      Thread.sleep(backoff.first());
      while (!Thread.currentThread().isInterrupted()) {
        Collected collected = ask(watch, collector);
        failures = collected instanceof Collected.Seen ? 0 : failures + 1;
        publish(watch, event(watch, collector.source(), collected));
        Thread.sleep(backoff.next(failures));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A mistake of ours in one collector must not silence its server for good. */
  private static Collected ask(Watch watch, VersionCollector collector)
      throws InterruptedException {
    try {
      return collector.collect();
    } catch (RuntimeException e) {
      log.error("{} of {} failed unexpectedly", collector.source(), watch.asset().id(), e);
      return new Collected.Missed(
          collector.source(),
          Failure.UNREADABLE,
          "the collector itself failed (" + e.getClass().getSimpleName() + "); see our log");
    }
  }

  private void publish(Watch watch, Event event) {
    try {
      publisher.publish(event, Trace.start()).join();
    } catch (CompletionException e) {
      log.warn("the version of {} was not published; it is asked again", watch.asset().id());
    }
  }

  private Event event(Watch watch, String source, Collected collected) {
    Instant now = clock.instant();
    String id = Fingerprints.of(source, watch.asset().id(), now.toString());
    return switch (collected) {
      case Collected.Seen seen -> {
        read.increment();
        yield new SoftwareObserved(
            id,
            now,
            source,
            watch.asset(),
            watch.product().id(),
            seen.reading().version(),
            seen.reading().precision(),
            new Evidence(source, seen.locator(), seen.reading().excerpt()));
      }
      case Collected.Missed missed -> {
        failed.increment();
        yield new ProbeFailed(
            id,
            now,
            source,
            watch.asset(),
            watch.product().id(),
            missed.failure(),
            missed.detail(),
            missed.locator());
      }
    };
  }

  /** Versions read since the start. */
  public long read() {
    return read.sum();
  }

  /** Questions without a version since the start. */
  public long failed() {
    return failed.sum();
  }

  @Override
  public void close() {
    crew.close();
  }
}
