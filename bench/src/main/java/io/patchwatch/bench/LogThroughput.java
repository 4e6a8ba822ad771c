package io.patchwatch.bench;

import io.patchwatch.bench.SampleLines.Line;
import io.patchwatch.events.RulePublished;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.StreamsRole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * How many raw log lines a second become parsed records, detection included, when a backlog waits;
 * and how many a pass-through application moves on the same broker, from the same topic.
 */
final class LogThroughput {

  /** Counted from when so much is done, so that starting up is not measured. */
  private static final double WARM = 0.2;

  private static final int SERVERS_A_PRODUCT = 20;
  private static final int RULES_A_FILE = 250;
  private static final long SEED = 1;
  private static final String COPY = Site.PREFIX + "pass-through";

  private final Size size;
  private final List<Line> samples = SampleLines.all();

  /**
   * How much.
   *
   * @param lines raw records, from 10
   * @param rules generated ones beside the built-in pack
   */
  record Size(int lines, int rules) {
    static Size of(Options options) {
      Size size = new Size(options.number("lines", 300_000), options.number("rules", 0));
      options.done();
      return size;
    }
  }

  LogThroughput(Size size) {
    this.size = size;
  }

  List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (Site site = Site.start()) {
      figures.add(Figure.count("raw lines", size.lines()));
      figures.add(Figure.count("different lines", samples.size()));
      figures.add(Figure.bytes("bytes a line, mean", write(site)));
      publishRules(site);
      double plain = passThrough(site);
      double ours = detection(site, figures);
      figures.add(Figure.perSecond("pass-through", plain));
      figures.add(Figure.perSecond("parsed and watched", ours));
      figures.add(
          new Figure(
              "of the pass-through", String.format(Locale.ROOT, "%.0f %%", 100 * ours / plain)));
    }
    return figures;
  }

  private double write(Site site) {
    Instant now = Clock.systemUTC().instant();
    List<CompletableFuture<Void>> sent = new ArrayList<>(size.lines());
    long bytes = 0;
    for (int i = 0; i < size.lines(); i++) {
      Line line = samples.get(i % samples.size());
      String asset = line.product() + "-" + i / samples.size() % SERVERS_A_PRODUCT;
      bytes += line.text().length();
      sent.add(site.publish(Fleet.line("line-" + i, asset, line.product(), line.text(), now)));
    }
    sent.forEach(CompletableFuture::join);
    return (double) bytes / size.lines();
  }

  private void publishRules(Site site) {
    Instant now = Clock.systemUTC().instant();
    for (int from = 0; from < size.rules(); from += RULES_A_FILE) {
      int count = Math.min(RULES_A_FILE, size.rules() - from);
      String file = "generated-" + from + ".yml";
      String yaml = GeneratedRules.yaml(from, count, SEED);
      site.publish(new RulePublished(file, now, "bench", file, yaml)).join();
    }
  }

  private double passThrough(Site site) throws Exception {
    site.createTopic(COPY);
    try (Committed copied = new Committed(site.client(), COPY);
        PassThrough streams =
            new PassThrough(site.streamsSettings(), Topic.LOGS.name(Site.PREFIX), COPY)) {
      return rate(copied);
    }
  }

  private double detection(Site site, List<Figure> figures) throws Exception {
    Duration before = Machine.processorTime();
    try (Committed parsed = site.committed(Topic.LOGS_PARSED);
        StreamsRole role = site.detection()) {
      double rate = rate(parsed);
      figures.add(Figure.count("rules and correlations that hold", role.rules().active()));
      figures.add(Figure.bytes("state on disk", (double) Site.size(site.stateDirectory())));
      Duration cpu = Machine.processorTime().minus(before);
      figures.add(
          new Figure(
              "processor time a line, broker and start included",
              cpu.dividedBy(size.lines()).toNanos() / 1000 + " µs"));
      figures.add(Figure.count("stream threads replaced", role.counters().threadsReplaced()));
      return rate;
    }
  }

  private double rate(Committed committed) {
    long start = committed.await(Math.max(1, (long) (size.lines() * WARM)));
    long before = committed.read();
    long end = committed.await(size.lines());
    return (size.lines() - before) * 1_000_000_000.0 / Math.max(1, end - start);
  }
}
