package io.patchwatch.bench;

import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.StreamsRole;
import java.time.Duration;

/** One application over the backlog of log lines, from nothing to its end. */
final class LogRun {

  /** Counted from when so much is done, so that starting up is not measured. */
  private static final double WARM = 0.2;

  private static final String COPY = Site.PREFIX + "pass-through";
  private static final Duration CALM = Duration.ofMillis(500);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final Site site;
  private final int lines;
  private final RuleChoice rules;
  private int runs;

  LogRun(Site site, int lines, boolean noisy) {
    this.site = site;
    this.lines = lines;
    this.rules = new RuleChoice(site, noisy);
  }

  /**
   * What a run of the detection came to.
   *
   * @param rate lines a second
   * @param microsALine processor time of the whole process
   * @param active rules and correlations that held
   * @param hits records written for correlations
   * @param findings records written to the topic of findings
   * @param heap bytes in use after a collection
   * @param state bytes of the stores on disk
   */
  record Result(
      double rate,
      double microsALine,
      int active,
      long hits,
      long findings,
      long heap,
      long state) {}

  double passThrough() throws Exception {
    String copy = COPY + "-" + runs++;
    site.createTopic(copy);
    try (Committed copied = new Committed(site.client(), copy);
        PassThrough streams =
            new PassThrough(site.streamsSettings(), Topic.LOGS.name(Site.PREFIX), copy)) {
      long start = copied.await(warm());
      long before = copied.read();
      long end = copied.await(lines);
      return (lines - before) * 1e9 / Math.max(1, end - start);
    } finally {
      site.forget(copy, copy);
    }
  }

  private long warm() {
    return Math.max(1, (long) (lines * WARM));
  }

  Result detection(int count) throws Exception {
    String application = Site.PREFIX + "run-" + runs++;
    long hits = site.written(Topic.RULE_HITS);
    long findings = site.written(Topic.FINDINGS);
    try (Committed parsed = site.committedFromNow(Topic.LOGS_PARSED);
        StreamsRole role = site.detection(application, rules.of(count))) {
      long start = parsed.await(warm());
      long before = parsed.read();
      Duration cpu = Machine.processorTime();
      parsed.await(lines);
      long end = calm(role);
      Duration used = Machine.processorTime().minus(cpu);
      long counted = lines - before;
      if (role.counters().threadsReplaced() + role.counters().deadLetters() > 0) {
        throw new IllegalStateException("the detection failed on the way; see its log");
      }
      return new Result(
          counted * 1e9 / Math.max(1, end - start),
          used.toNanos() / 1e3 / counted,
          role.rules().active(),
          site.written(Topic.RULE_HITS) - hits,
          site.written(Topic.FINDINGS) - findings,
          Machine.heapInUse(),
          Site.size(site.stateDirectory()));
    } finally {
      site.forget(application);
    }
  }

  /** When the last record was processed: nothing follows for a while. */
  private static long calm(StreamsRole role) throws InterruptedException {
    double processed = processed(role);
    long at = System.nanoTime();
    while (System.nanoTime() - at < CALM.toNanos()) {
      Thread.sleep(LOOK_AGAIN);
      double now = processed(role);
      if (now != processed) {
        processed = now;
        at = System.nanoTime();
      }
    }
    return at;
  }

  private static double processed(StreamsRole role) {
    return role.metrics().entrySet().stream()
        .filter(it -> it.getKey().name().equals("process-total"))
        .filter(it -> it.getKey().group().equals("stream-thread-metrics"))
        .mapToDouble(it -> ((Number) it.getValue().metricValue()).doubleValue())
        .sum();
  }
}
