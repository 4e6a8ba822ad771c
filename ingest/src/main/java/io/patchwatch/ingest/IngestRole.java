package io.patchwatch.ingest;

import io.patchwatch.events.Event;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Precision;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.parsing.RecordAssembler;
import io.patchwatch.ingest.advisories.intake.AdvisoryIntake;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.tail.LogTails;
import io.patchwatch.ingest.tail.TailSettings;
import io.patchwatch.ingest.versions.VersionWatch;
import io.patchwatch.ingest.versions.Watch;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
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
  private @Nullable AdvisoryIntake advisories;

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
            publisher,
            clock);
    IngestRole role = new IngestRole(publisher, probes, tails, catalogue);
    settings.declared().forEach(d -> role.declare(d, clock.instant()));
    try {
      role.takeAdvisories(settings, clock);
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

  private void takeAdvisories(IngestSettings settings, InstantSource clock) throws IOException {
    AdvisoryIntake started =
        new AdvisoryIntake(settings.advisories(), catalogue, this::publish, clock);
    advisories = started;
    started.start(settings.stateDirectory().resolve("feeds"), new SplittableRandom());
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

  /** What follows log files, for counters. */
  public LogTails tails() {
    return tails;
  }

  /** What sends to Kafka, for counters and for events of other origin. */
  public Publisher publisher() {
    return publisher;
  }

  @Override
  public void close() {
    AdvisoryIntake taking = advisories;
    if (taking != null) {
      taking.close();
    }
    probes.close();
    tails.close();
    publisher.close();
  }
}
