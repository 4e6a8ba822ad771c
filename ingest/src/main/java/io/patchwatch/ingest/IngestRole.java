package io.patchwatch.ingest;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Event;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Precision;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.parsing.RecordAssembler;
import io.patchwatch.events.parsing.Redactor;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.feed.DirectoryFeed;
import io.patchwatch.ingest.advisories.feed.FeedName;
import io.patchwatch.ingest.advisories.feed.FileOutcome;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.tail.LogTails;
import io.patchwatch.ingest.tail.TailSettings;
import io.patchwatch.ingest.versions.VersionWatch;
import io.patchwatch.ingest.versions.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that one process collects, from the settings to Kafka. */
public final class IngestRole implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(IngestRole.class);
  private static final String DECLARED = "declared";

  private final Publisher publisher;
  private final VersionWatch probes;
  private final LogTails tails;
  private final Catalogue catalogue;
  private @Nullable DirectoryFeed feed;

  private IngestRole(
      Publisher publisher, VersionWatch probes, LogTails tails, Catalogue catalogue) {
    this.publisher = publisher;
    this.probes = probes;
    this.tails = tails;
    this.catalogue = catalogue;
  }

  /**
   * Starts to collect. Kafka need not answer yet; collectors then wait.
   *
   * @param publisher is closed with this role
   * @throws IOException if checkpoints or certificates cannot be read
   */
  public static IngestRole start(
      IngestSettings settings, Catalogue catalogue, Publisher publisher, InstantSource clock)
      throws IOException {
    VersionWatch probes = new VersionWatch(publisher, clock, new SplittableRandom());
    for (Watch watch : settings.watches()) {
      start(probes, watch);
    }
    LogTails tails =
        LogTails.start(
            settings.tails(),
            settings.stateDirectory().resolve("tail.json"),
            file -> new RecordAssembler(product(catalogue, file).logs()),
            Redactor::redact,
            publisher,
            clock);
    IngestRole role = new IngestRole(publisher, probes, tails, catalogue);
    settings.declared().forEach(d -> role.declare(d, clock.instant()));
    try {
      role.watch(
          settings.advisoryDirectories(),
          settings.bundledSnapshot() ? role.publishSnapshot(clock.instant()) : List.of());
    } catch (IOException e) {
      role.close();
      throw e;
    }
    return role;
  }

  private static void start(VersionWatch probes, Watch watch) throws IOException {
    try {
      probes.start(watch);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "asset "
              + watch.asset().id()
              + ": tls.ca_file cannot be used ("
              + e.getMessage()
              + "); give a readable PEM file with certificates",
          e);
    }
  }

  private static Product product(Catalogue catalogue, TailSettings file) {
    Product product = catalogue.get(file.product());
    if (product == null) {
      throw new IllegalArgumentException("product " + file.product() + " is not in the catalogue");
    }
    return product;
  }

  private List<AdvisoryEvent> publishSnapshot(Instant now) {
    AdvisorySnapshot snapshot = AdvisorySnapshot.bundled();
    List<AdvisoryEvent> events =
        snapshot.events().stream().filter(e -> catalogue.get(e.product()) != null).toList();
    events.forEach(this::publish);
    publish(
        FeedName.snapshot(null)
            .good(now, snapshot.asOf(), events.size(), "the advisories of this release"));
    log.info("advisories of this release: {} records, as of {}", events.size(), snapshot.asOf());
    return events;
  }

  private void watch(List<Path> directories, List<AdvisoryEvent> known) throws IOException {
    if (!directories.isEmpty()) {
      DirectoryFeed started =
          new DirectoryFeed(directories, new ProductIndex(catalogue.all()), known, this::take);
      feed = started;
      started.start();
    }
  }

  private void take(FileOutcome outcome) {
    switch (outcome) {
      case FileOutcome.Taken taken -> {
        taken.problems().forEach(problem -> log.warn("advisories: {}", problem));
        taken.events().forEach(this::publish);
      }
      case FileOutcome.Refused refused ->
          log.warn("advisories: {}; what it said before stays in force", refused.why());
      case FileOutcome.Gone gone ->
          log.info("advisories: {} is gone; what it said stays in force", gone.file());
    }
  }

  private void declare(IngestSettings.Declared declared, Instant now) {
    publish(
        new SoftwareObserved(
            Fingerprints.of(DECLARED, declared.asset().id(), declared.version(), now.toString()),
            now,
            DECLARED,
            declared.asset(),
            declared.product().id(),
            declared.version(),
            Precision.FULL,
            new Evidence(DECLARED, "configuration", declared.version())));
  }

  private void publish(Event event) {
    var unused =
        publisher
            .publish(event, Trace.start())
            .exceptionally(
                e -> {
                  log.error("{} was not published: {}", event.id(), e.getMessage());
                  return null;
                });
  }

  /** What asks for versions, for counters. */
  public VersionWatch probes() {
    return probes;
  }

  /** What sends to Kafka, for counters and for events of other origin. */
  public Publisher publisher() {
    return publisher;
  }

  @Override
  public void close() {
    DirectoryFeed watched = feed;
    if (watched != null) {
      watched.close();
    }
    probes.close();
    tails.close();
    publisher.close();
  }
}
