package io.patchwatch.bench;

import io.patchwatch.events.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * How many raw log lines a second go the whole way when a backlog waits: parsed, met by so many
 * rules, correlated, watched for anomalies, and what is found written; and how many a pass-through
 * application moves on the same broker, from the same topic. Both are measured in turn, round by
 * round; the medians are told.
 */
final class LogThroughput {

  private static final long SEED = 1;
  private static final Duration DAY = Duration.ofHours(2);
  private static final int HIT_LINES_OF_A_HUNDRED = 4;

  private final Size size;
  private final Instant now;

  /**
   * How much.
   *
   * @param lines raw records, from 100
   * @param rules how many rules and correlations hold, one figure for each number
   * @param rounds each number is measured so often
   * @param warm after so many rounds that do not count: the virtual machine compiles what it runs
   *     for minutes, and takes a third of two processors for that
   * @param noisy whether some of the generated rules match ordinary lines
   */
  record Size(int lines, List<Integer> rules, int rounds, int warm, boolean noisy) {
    static Size of(Options options) {
      Size size =
          new Size(
              options.number("lines", 300_000),
              options.numbers("rules", List.of(100)),
              options.number("rounds", 3),
              options.number("warm", 3),
              options.flag("noisy"));
      options.done();
      return size;
    }
  }

  LogThroughput(Size size, Instant now) {
    this.size = size;
    this.now = now;
  }

  List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    TreeMap<Integer, List<LogRun.Result>> ours = new TreeMap<>();
    try (Site site = Site.start()) {
      double bytes = write(site);
      LogRun run = new LogRun(site, size.lines(), size.noisy());
      for (int round = 0; round < size.warm() + size.rounds(); round++) {
        for (int rules : size.rules()) {
          double rate = run.passThrough();
          LogRun.Result result = run.detection(rules);
          progress(round, rules, rate, result);
          if (round >= size.warm()) {
            plain.add(rate);
            ours.computeIfAbsent(rules, any -> new ArrayList<>()).add(result);
          }
        }
      }
      figures.add(Figure.count("raw lines", size.lines()));
      figures.add(Figure.bytes("bytes a line, mean", bytes));
      figures.add(Figure.count("failed logins in a hundred lines", HIT_LINES_OF_A_HUNDRED));
    }
    double through = median(plain);
    figures.add(Figure.perSecond("pass-through, median", through));
    ours.forEach((rules, results) -> tell(figures, rules, results, through));
    return figures;
  }

  /** Said while it runs: how the machine warms up is seen only here. */
  private static void progress(int round, int rules, double through, LogRun.Result it) {
    System.err.printf(
        Locale.ROOT,
        "round %d: pass-through %,.0f /s; %d rules %,.0f /s, %.0f µs a line%n",
        round,
        through,
        rules,
        it.rate(),
        it.microsALine());
  }

  private double write(Site site) {
    WorkingDay day = new WorkingDay(SEED, now.minus(DAY), size.lines());
    List<CompletableFuture<Void>> sent = new ArrayList<>(size.lines());
    long bytes = 0;
    for (int i = 0; i < size.lines(); i++) {
      WorkingDay.Line line = day.next();
      bytes += line.text().length();
      sent.add(
          site.publish(
              Fleet.line("line-" + i, line.asset(), line.product(), line.text(), line.time())));
    }
    sent.forEach(CompletableFuture::join);
    return (double) bytes / size.lines();
  }

  private static void tell(
      List<Figure> figures, int rules, List<LogRun.Result> results, double through) {
    double rate = median(results.stream().map(LogRun.Result::rate).toList());
    LogRun.Result last = results.getLast();
    String name = rules + " rules";
    figures.add(Figure.perSecond(name + ", all done, median", rate));
    figures.add(percent(name + ", of the pass-through", rate / through));
    double micros = median(results.stream().map(LogRun.Result::microsALine).toList());
    figures.add(
        new Figure(
            name + ", processor time a line, broker included",
            String.format(Locale.ROOT, "%.0f µs", micros)));
    figures.add(Figure.count(name + ", hits that travel to correlations", last.hits()));
    figures.add(Figure.count(name + ", findings written", last.findings()));
    figures.add(Figure.bytes(name + ", heap in use at the end", last.heap()));
    figures.add(Figure.bytes(name + ", state on disk", last.state()));
    figures.add(Figure.count(name + ", hold in fact", last.active()));
  }

  private static Figure percent(String what, double part) {
    return new Figure(what, String.format(Locale.ROOT, "%.0f %%", 100 * part));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** The topics that one run writes and the next must not read. */
  static List<Topic> written() {
    return List.of(Topic.LOGS_PARSED, Topic.RULE_HITS);
  }
}
