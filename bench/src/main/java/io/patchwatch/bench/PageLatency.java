package io.patchwatch.bench;

import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.Event;
import io.patchwatch.events.Trace;
import io.patchwatch.ingest.publish.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From the hand-over of an event to the publisher until the webhook has its page: the whole system
 * in one process, as {@code patchwatch run} starts it, under a steady load.
 */
final class PageLatency {

  private static final String PRODUCT = "openfire";
  private static final int FAILURES = 5;
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
  private static final Duration LAST_PAGE = Duration.ofSeconds(60);

  private final Size size;
  private final Clock clock = Clock.systemUTC();

  /**
   * How much.
   *
   * @param rate events a second beside those that are measured, from 0
   * @param seconds how long, from 1
   * @param pages measured pages of each kind, evenly over the time, 1 to 400
   * @param history whether an Elasticsearch node runs too, in the same process
   */
  record Size(int rate, int seconds, int pages, boolean history) {
    static Size of(Options options) {
      Size size =
          new Size(
              options.number("rate", 1000),
              options.number("seconds", 30),
              options.number("pages", 100),
              options.flag("history"));
      options.done();
      return size;
    }
  }

  PageLatency(Size size) {
    this.size = size;
  }

  List<Figure> run() throws Exception {
    try (Pager pager = new Pager();
        PatchWatch process = OneProcess.start(pager.port(), size.history());
        Traffic traffic = new Traffic(process.ingest().publisher(), size.rate(), clock)) {
      Publisher publisher = process.ingest().publisher();
      for (int i = 0; i <= size.pages(); i++) {
        publisher.publish(advisory(i), Trace.start()).join();
      }
      Map<String, Long> versions = new HashMap<>();
      Map<String, Long> logins = new HashMap<>();
      warmUp(publisher, pager);
      long begin = traffic.sent();
      long start = System.nanoTime();
      pages(publisher, versions, logins);
      double took = (System.nanoTime() - start) / 1_000_000_000.0;
      double rate = (traffic.sent() - begin) / took;
      await(pager, versions.keySet());
      await(pager, logins.keySet());
      return figures(rate, latencies(versions, pager), latencies(logins, pager));
    }
  }

  /** The page for the newest advisory: all advisories are known and every step has run once. */
  private void warmUp(Publisher publisher, Pager pager) throws InterruptedException {
    int last = size.pages();
    var unused = send(publisher, Fleet.runs("warm-up", PRODUCT, version(last), clock.instant()));
    await(pager, Set.of("warm-up"));
  }

  private void pages(Publisher publisher, Map<String, Long> versions, Map<String, Long> logins)
      throws InterruptedException {
    Duration pause = Duration.ofSeconds(size.seconds()).dividedBy(2L * size.pages());
    for (int i = 0; i < size.pages(); i++) {
      versions.putAll(send(publisher, Fleet.runs("v-" + i, PRODUCT, version(i), clock.instant())));
      Thread.sleep(pause);
      for (int n = 1; n < FAILURES; n++) {
        send(publisher, failedLogin(i, n));
      }
      logins.putAll(send(publisher, failedLogin(i, FAILURES)));
      Thread.sleep(pause);
    }
  }

  /** When which asset's event was handed over. */
  private static Map<String, Long> send(Publisher publisher, Event event) {
    long now = System.nanoTime();
    var unused = publisher.publish(event, Trace.start());
    return Map.of(event.key(), now);
  }

  private static String version(int i) {
    return "4." + i + ".0";
  }

  private AdvisoryPublished advisory(int i) {
    String range = "{\"exactly\": \"" + version(i) + "\"}";
    return Fleet.advisory("BENCH-" + i, PRODUCT, range, clock.instant());
  }

  private Event failedLogin(int i, int n) {
    Instant now = clock.instant();
    String text =
        LOG_TIME.format(now)
            + " [warning] <0.525.0>@ejabberd_c2s:process_auth_result/3:280 (tls|<0.525.0>) Failed"
            + " c2s PLAIN authentication for alice@localhost from 203.0.113.7: Invalid username or"
            + " password";
    return Fleet.line("l-" + i + "-" + n, "l-" + i, "ejabberd", text, now);
  }

  /** The traffic pages too (products of which nothing is known), so that a number would not do. */
  private static void await(Pager pager, Set<String> assets) throws InterruptedException {
    long end = System.nanoTime() + LAST_PAGE.toNanos();
    while (!pager.toldAt().keySet().containsAll(assets) && System.nanoTime() < end) {
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  /** Of the pages that came; the others are counted as missing by whoever reads the figures. */
  private static List<Duration> latencies(Map<String, Long> sent, Pager pager) {
    List<Duration> took = new ArrayList<>();
    sent.forEach(
        (asset, start) -> {
          Long end = pager.toldAt().get(asset);
          if (end != null) {
            took.add(Duration.ofNanos(end - start));
          }
        });
    return took;
  }

  private List<Figure> figures(double rate, List<Duration> versions, List<Duration> logins) {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.perSecond("other events, wanted", size.rate()));
    figures.add(Figure.perSecond("other events, sent", rate));
    figures.add(new Figure("Elasticsearch in the same process", size.history() ? "yes" : "no"));
    figures.add(Figure.count("pages of each kind, wanted", size.pages()));
    figures.add(Figure.count("pages for versions", versions.size()));
    figures.addAll(Times.of(versions).figures("version to page"));
    figures.add(Figure.count("pages for logins", logins.size()));
    figures.addAll(Times.of(logins).figures("fifth failed login to page"));
    return figures;
  }
}
