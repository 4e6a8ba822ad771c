package io.patchwatch.bench;

import io.patchwatch.events.Finding;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.StreamsRole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fleet of one product, all of it hit by one new advisory: from the advisory's publication until
 * the findings of all servers are committed on the topic. One product is the worst case, for its
 * releases are judged in one partition.
 */
final class Rejudge {

  private static final Logger LOG = LoggerFactory.getLogger(Rejudge.class);
  private static final String PRODUCT = "openfire";
  private static final String EVERY_VERSION = "{\"introduced\": \"4.0.0\", \"fixed\": \"5.0.0\"}";

  private final Size size;
  private final Instant now = Clock.systemUTC().instant();

  /**
   * How much.
   *
   * @param assets servers, from 1
   * @param releases distinct versions, from 1
   * @param rounds new advisories, one after the other, from 1
   */
  record Size(int assets, int releases, int rounds) {
    static Size of(Options options) {
      Size size =
          new Size(
              options.number("assets", 10_000),
              options.number("releases", 50),
              options.number("rounds", 7));
      options.done();
      return size;
    }
  }

  Rejudge(Size size) {
    this.size = size;
  }

  List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.count("servers", size.assets()));
    figures.add(Figure.count("distinct releases", size.releases()));
    try (Site site = Site.start();
        StreamsRole role = site.detection();
        Committed findings = site.committed(Topic.FINDINGS)) {
      importFleet(site, findings, figures);
      figures.addAll(rejudge(site, findings));
      measureDisk(site, figures);
      figures.add(Figure.count("stream threads replaced", role.counters().threadsReplaced()));
    }
    return figures;
  }

  /** A fleet that has one finding each, so that reading them says when all is taken in. */
  private void importFleet(Site site, Committed findings, List<Figure> figures) {
    site.publish(Fleet.advisory("BENCH-0", PRODUCT, EVERY_VERSION, now)).join();
    Duration before = Machine.processorTime();
    long start = System.nanoTime();
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int i = 0; i < size.assets(); i++) {
      String version = "4." + i % size.releases() + ".1";
      sent.add(site.publish(Fleet.runs("chat-" + i, PRODUCT, version, now)));
    }
    sent.forEach(CompletableFuture::join);
    Duration took = Duration.ofNanos(findings.await(size.assets()) - start);
    LOG.info("import took {}", took);
    Duration cpu = Machine.processorTime().minus(before);
    figures.add(Figure.time("import: first version to last finding", took));
    figures.add(
        Figure.perSecond("import: servers", size.assets() / (took.toNanos() / 1_000_000_000.0)));
    figures.add(
        new Figure(
            "import: processor time a server, broker included",
            cpu.dividedBy(size.assets()).toNanos() / 1000 + " µs"));
  }

  private List<Figure> rejudge(Site site, Committed findings) {
    List<Duration> times = new ArrayList<>();
    Duration before = Machine.processorTime();
    for (int round = 1; round <= size.rounds(); round++) {
      times.add(oneAdvisory(site, findings, "BENCH-" + round));
      LOG.info("round {}: {}", round, times.getLast());
    }
    Duration cpu = Machine.processorTime().minus(before).dividedBy(size.rounds());
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.time("one advisory, first time", times.getFirst()));
    figures.add(Figure.time("one advisory, processor time, broker and reader included", cpu));
    figures.addAll(
        Times.of(times).figures("one advisory to all findings, " + size.rounds() + " times"));
    return figures;
  }

  private Duration oneAdvisory(Site site, Committed findings, String id) {
    List<byte[]> values = new ArrayList<>(size.assets());
    long start = System.nanoTime();
    var unused = site.publish(Fleet.advisory(id, PRODUCT, EVERY_VERSION, now));
    long end = findings.await(findings.read() + size.assets(), values::add);
    long opened =
        values.stream()
            .map(value -> Wire.decode(value, Finding.class))
            .filter(f -> f.transition() == Finding.Transition.OPENED)
            .filter(f -> String.valueOf(f.labels().get("vulnerability")).equals(id))
            .count();
    if (opened != size.assets()) {
      throw new IllegalStateException(
          id + " opened " + opened + " findings instead of " + size.assets());
    }
    return Duration.ofNanos(end - start);
  }

  private void measureDisk(Site site, List<Figure> figures) {
    long findings = (long) size.assets() * (size.rounds() + 1);
    long state = Site.size(site.stateDirectory());
    figures.add(Figure.count("findings held", findings));
    figures.add(Figure.bytes("state on disk", state));
    figures.add(Figure.bytes("state on disk a finding", (double) state / findings));
    figures.add(Figure.bytes("topics on disk", Site.size(site.kafkaDirectory())));
  }
}
