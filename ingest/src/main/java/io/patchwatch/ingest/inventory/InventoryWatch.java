package io.patchwatch.ingest.inventory;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.ingest.assets.AssetBook;
import io.patchwatch.ingest.publish.Publisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what inventory files say, at first and whenever one changes. A file counts as taken
 * when Kafka has acknowledged all of its events; until then it is read again.
 */
public final class InventoryWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(InventoryWatch.class);

  /** How often it is said again that a file is too old. */
  private static final Duration REMIND = Duration.ofMinutes(10);

  private final InventorySettings settings;
  private final Inventories inventories;
  private final Reporter reporter;
  private final Publisher publisher;
  private final InstantSource clock;
  private final InventoryFiles files;
  private final Map<Path, Report> reports = new HashMap<>();
  private final LongAdder read = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private @Nullable Instant reminded;
  private @Nullable String trouble;
  private final Thread thread;

  /** What a file said last, and when it was written. */
  private record Report(Instant written, List<SoftwareEvent> observed) {}

  private InventoryWatch(
      InventorySettings settings,
      Inventories inventories,
      AssetBook assets,
      Publisher publisher,
      InstantSource clock) {
    this.settings = settings;
    this.inventories = inventories;
    this.reporter = new Reporter(settings, assets);
    this.publisher = publisher;
    this.clock = clock;
    this.files = new InventoryFiles(settings.path());
    this.thread = Thread.ofVirtual().name("inventory-" + settings.path()).unstarted(this::run);
  }

  /** Begins to watch. A path that is not there yet is awaited. */
  public static InventoryWatch start(
      InventorySettings settings,
      Inventories inventories,
      AssetBook assets,
      Publisher publisher,
      InstantSource clock) {
    InventoryWatch watch = new InventoryWatch(settings, inventories, assets, publisher, clock);
    watch.thread.start();
    return watch;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        Thread.sleep(settings.interval());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Instant now = clock.instant();
      for (InventoryFiles.Changed changed : files.look(now)) {
        take(changed, now);
      }
      remind(now);
      trouble = null;
    } catch (IOException e) {
      tellOnce(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // One odd file must not end the watch of all others.
      log.error("inventories in {} could not be looked at", settings.path(), e);
    }
  }

  private void tellOnce(String what) {
    if (!what.equals(trouble)) {
      log.warn("inventories: {}", what);
      trouble = what;
    }
  }

  private void take(InventoryFiles.Changed changed, Instant now) {
    Path file = changed.file();
    Instant written = changed.stamp().written();
    var inventory = inventories.read(file, settings.format());
    Reported reported = reporter.report(inventory, written, now);
    reported.problems().forEach(problem -> log.warn("inventories: {}", problem));
    List<SoftwareEvent> events = new ArrayList<>(reported.events());
    Report before = reports.get(file);
    if (!inventory.read() && before != null) {
      String why = String.join("; ", inventory.problems());
      before.observed().stream()
          .filter(old -> events.stream().noneMatch(e -> e.asset().equals(old.asset())))
          .forEach(old -> events.add(reporter.lost(old, Failure.UNREADABLE, why, now)));
    }
    if (publish(events)) {
      files.done(changed);
      (inventory.read() ? read : refused).increment();
      if (inventory.read()) {
        List<SoftwareEvent> observed =
            events.stream().filter(SoftwareObserved.class::isInstance).toList();
        reports.put(file, new Report(written, observed));
        log.info(
            "inventories: {} ({}) names {} servers among {} packages",
            file,
            inventory.format(),
            observed.size(),
            inventory.examined());
      }
    }
  }

  /** Files that nobody writes any more: what they said may no longer hold. */
  private void remind(Instant now) {
    if (reminded != null && now.isBefore(reminded.plus(REMIND))) {
      return;
    }
    List<SoftwareEvent> events = new ArrayList<>();
    reports.forEach(
        (file, report) -> {
          if (now.isAfter(report.written().plus(settings.maxAge()))) {
            String why =
                file
                    + " was last written at "
                    + report.written()
                    + ", longer ago than max_age; write it again regularly";
            report
                .observed()
                .forEach(old -> events.add(reporter.lost(old, Failure.TIMEOUT, why, now)));
          }
        });
    if (!events.isEmpty()) {
      reminded = now;
      var unused = publish(events);
    }
  }

  private boolean publish(List<SoftwareEvent> events) {
    try {
      CompletableFuture<?>[] sent =
          events.stream()
              .map(event -> publisher.publish(event, Trace.start()))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(sent).join();
      return true;
    } catch (CompletionException e) {
      retries.increment();
      log.warn("inventories in {} were not published; they are read again", settings.path());
      return false;
    }
  }

  /** Files read to their end since the start. */
  public long read() {
    return read.sum();
  }

  /** Files of which nothing could be used since the start. */
  public long refused() {
    return refused.sum();
  }

  /** How often Kafka did not take what a file says, since the start. */
  public long retries() {
    return retries.sum();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
