package io.patchwatch.ingest.probe;

import io.patchwatch.events.Event;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.ingest.publish.Publisher;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks all configured servers again and again, each on a virtual thread of its own. */
public final class HttpProbes implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HttpProbes.class);
  private static final String COLLECTOR = "http-probe";

  private final Publisher publisher;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final LongAdder read = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final List<Thread> threads = new ArrayList<>();

  /** None yet; see {@link #start}. */
  public HttpProbes(Publisher publisher, InstantSource clock, RandomGenerator random) {
    this.publisher = publisher;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Starts to ask a server.
   *
   * @throws IOException if its certificate file cannot be read
   * @throws GeneralSecurityException if that has no certificates
   */
  public void start(ProbeSettings settings) throws IOException, GeneralSecurityException {
    HttpProbe probe = new HttpProbe(settings.timeout(), settings.headers(), settings.tls());
    threads.add(
        Thread.ofVirtual()
            .name("probe-" + settings.asset().id())
            .start(() -> keepAsking(settings, probe)));
  }

  private void keepAsking(ProbeSettings settings, HttpProbe probe) {
    Backoff backoff = new Backoff(settings.interval(), random);
    int failures = 0;
    try (probe) {
      Thread.sleep(backoff.first());
      while (!Thread.currentThread().isInterrupted()) {
        HttpProbe.Outcome outcome = probe.ask(settings.product(), settings.url());
        failures = outcome instanceof HttpProbe.Outcome.Found ? 0 : failures + 1;
        publish(settings, outcome);
        Thread.sleep(backoff.next(failures));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(ProbeSettings settings, HttpProbe.Outcome outcome) {
    try {
      publisher.publish(event(settings, outcome), Trace.start()).join();
    } catch (CompletionException e) {
      log.warn("the version of {} was not published; it is asked again", settings.asset().id());
    }
  }

  private Event event(ProbeSettings settings, HttpProbe.Outcome outcome) {
    Instant now = clock.instant();
    String id = Fingerprints.of(COLLECTOR, settings.asset().id(), now.toString());
    return switch (outcome) {
      case HttpProbe.Outcome.Found found -> {
        read.increment();
        yield new SoftwareObserved(
            id,
            now,
            COLLECTOR,
            settings.asset(),
            settings.product().id(),
            found.reading().version(),
            found.reading().precision(),
            new Evidence(COLLECTOR, locator(found.asked()), found.reading().excerpt()));
      }
      case HttpProbe.Outcome.Failed failure -> {
        failed.increment();
        yield new ProbeFailed(
            id,
            now,
            COLLECTOR,
            settings.asset(),
            settings.product().id(),
            failure.failure(),
            failure.detail(),
            locator(failure.asked()));
      }
    };
  }

  /** Without query: some hold keys. */
  private static String locator(URI asked) {
    String text = asked.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
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
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
