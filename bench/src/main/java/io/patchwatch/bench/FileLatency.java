package io.patchwatch.bench;

import io.patchwatch.app.wiring.PatchWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * From the append of a line to a server's log file until the webhook has its page: the whole system
 * in one process, while the servers' files grow at a steady rate.
 */
final class FileLatency {

  private static final long SEED = 1;
  private static final Duration LAST_LINE = Duration.ofMinutes(2);
  private static final Duration LAST_PAGE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final int ATTACKS_A_LOOK = 5;
  private static final int SECONDS_OF_AN_HOUR = 3600;

  private final Size size;
  private final Clock clock = Clock.systemUTC();
  private final SplittableRandom random = new SplittableRandom(SEED);

  /**
   * How much.
   *
   * @param rate lines a second in all files together, 1 to 100,000
   * @param servers of each of five products, each with a file, more than {@link Crowd#GUESSED_AT}
   * @param warmUp seconds at this rate before anything is measured, from 0
   * @param seconds that are measured, from 1
   * @param pages attacks while it is measured, evenly over the time, from 1
   * @param history whether an Elasticsearch node runs too, in the same process
   */
  record Size(int rate, int servers, int warmUp, int seconds, int pages, boolean history) {
    static Size of(Options options) {
      Size size =
          new Size(
              options.number("rate", 10_000),
              options.number("servers", 60),
              options.number("warm_up", 60),
              options.number("seconds", 120),
              options.number("pages", 120),
              options.flag("history"));
      options.done();
      return size;
    }

    Size {
      int most = Attacks.most(Crowd.of(servers, rate));
      int wanted = pages + pages * warmUp / seconds;
      if (wanted > most) {
        throw new IllegalArgumentException(
            "warm_up and pages need "
                + wanted
                + " servers to attack, there are "
                + most
                + "; use more servers or fewer pages");
      }
    }

    Crowd crowd() {
      return Crowd.of(servers, rate);
    }

    Duration pause() {
      return Duration.ofSeconds(seconds).dividedBy(pages);
    }
  }

  FileLatency(Size size) {
    this.size = size;
  }

  List<Figure> run() throws Exception {
    Path directory = Files.createTempDirectory("patchwatch-bench");
    try (Pager pager = new Pager(Attacks::subject);
        ServerLogs logs =
            new ServerLogs(directory.resolve("logs"), WorkingDay.servers(size.crowd()));
        PatchWatch process =
            OneProcess.start(directory, pager.port(), size.history(), logs.assets());
        LogWriter writer = new LogWriter(logs, day(), size.rate())) {
      Attacks attacks = new Attacks(logs, size.crowd(), clock);
      Backlog backlog = new Backlog(process.statusUri(), () -> writer.written() + attacks.lines());
      attack(attacks, backlog, Duration.ofSeconds(size.warmUp()));
      attacks.forget();
      int toldBefore = pager.toldAt().size();
      List<Figure> figures = new ArrayList<>(load(attacks, backlog));
      writer.stop();
      Duration drained = backlog.drain(LAST_LINE);
      await(attacks, pager);
      figures.add(Figure.time("from the last line until all were seen", drained));
      figures.addAll(backlog.totals());
      figures.addAll(pages(attacks, pager, toldBefore));
      return figures;
    }
  }

  private WorkingDay day() {
    int anHour = size.rate() * SECONDS_OF_AN_HOUR;
    return new WorkingDay(SEED, clock.instant(), anHour, size.crowd());
  }

  private List<Figure> load(Attacks attacks, Backlog backlog) throws Exception {
    Duration cpu = Machine.processorTime();
    long start = System.nanoTime();
    backlog.begin();
    attack(attacks, backlog, Duration.ofSeconds(size.seconds()));
    backlog.look();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    double used = (double) Machine.processorTime().minus(cpu).toNanos() / took.toNanos();
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.perSecond("lines wanted", size.rate()));
    figures.add(
        Figure.count("servers, each with a log file", WorkingDay.servers(size.crowd()).size()));
    figures.add(new Figure("Elasticsearch in the same process", size.history() ? "yes" : "no"));
    figures.addAll(backlog.figures(took));
    figures.add(
        new Figure(
            "processor time a second, broker, writer and webhook included",
            String.format(Locale.ROOT, "%.2f s", used)));
    return figures;
  }

  /**
   * Attacks at uneven times, so that none of the process's own intervals beats with them; on
   * average one every pause.
   */
  private void attack(Attacks attacks, Backlog backlog, Duration time) throws Exception {
    long start = System.nanoTime();
    long pause = size.pause().toNanos();
    long count = time.toNanos() / pause;
    for (int i = 0; i < count; i++) {
      sleepUntil(start + i * pause + random.nextLong(pause));
      attacks.next();
      if (i % ATTACKS_A_LOOK == ATTACKS_A_LOOK - 1) {
        backlog.look();
      }
    }
    sleepUntil(start + time.toNanos());
  }

  private static void sleepUntil(long nanoTime) throws InterruptedException {
    Thread.sleep(Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())));
  }

  private static void await(Attacks attacks, Pager pager) throws InterruptedException {
    long end = System.nanoTime() + LAST_PAGE.toNanos();
    while (attacks.latencies(pager).size() < attacks.counted() && System.nanoTime() < end) {
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private static List<Figure> pages(Attacks attacks, Pager pager, int toldBefore) {
    List<Duration> took = attacks.latencies(pager);
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.count("pages wanted", attacks.counted()));
    figures.add(Figure.count("pages received", took.size()));
    figures.add(
        Figure.count("other pages meanwhile", pager.toldAt().size() - toldBefore - took.size()));
    if (!took.isEmpty()) {
      Times times = Times.of(took);
      figures.addAll(times.figures("fifth failed login to page"));
      figures.add(Figure.time("fifth failed login to page, p90", times.percentile(90)));
    }
    return figures;
  }
}
