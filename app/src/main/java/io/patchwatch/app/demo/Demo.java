package io.patchwatch.app.demo;

import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.Trace;
import io.patchwatch.events.VulnerabilityMarked;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The story: first digest, an advisory arrives, servers are patched, an attack. The servers are
 * simulated; everything else (Kafka, Elasticsearch, advisories, log lines, the call to the pager)
 * is real.
 */
final class Demo implements AutoCloseable {

  private static final String WITHHELD = "CVE-2023-32315";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final DateTimeFormatter EJABBERD_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  private final Screen screen;
  private final Clock clock;
  private final Fleet fleet;
  private final Pager pager;
  private final PatchWatch patchWatch;
  private final Path log;
  private final List<AdvisoryEvent> known;
  private final List<AdvisoryEvent> withheld;
  private final AdvisorySnapshot snapshot = AdvisorySnapshot.bundled();

  Demo(Screen screen, Clock clock, Path directory) throws Exception {
    this.screen = screen;
    this.clock = clock;
    this.log = directory.resolve("ejabberd.log");
    Files.createFile(log);
    this.fleet = Fleet.start();
    this.pager = Pager.start(screen::page);
    this.withheld = snapshot.events().stream().filter(Demo::isWithheld).toList();
    this.known = snapshot.events().stream().filter(event -> !isWithheld(event)).toList();
    this.patchWatch =
        PatchWatch.start(
            DemoConfig.load(fleet, pager.url(), directory, log), EnumSet.allOf(Role.class), clock);
    patchWatch.awaitReady();
  }

  private static boolean isWithheld(AdvisoryEvent event) {
    return switch (event) {
      case AdvisoryPublished e -> e.advisory().vulnerability().equals(WITHHELD);
      case VulnerabilityMarked e -> e.vulnerability().equals(WITHHELD);
      default -> false;
    };
  }

  /** Where to look while it runs. */
  void addresses() {
    screen.title("Look around while it runs");
    screen.line("metrics         %s/metrics", patchWatch.statusUri());
    screen.line("readiness       %s/readyz", patchWatch.statusUri());
    patchWatch
        .elasticsearch()
        .forEach(
            e ->
                screen.line(
                    "history         %s/patchwatch-findings/_search?q=service.name:clinic-eu-1&pretty",
                    e));
    screen.line("Kafka           %s   (topics patchwatch.*)", patchWatch.bootstrapServers());
  }

  /** 1. What is known at the start becomes one message, not a storm. */
  boolean firstDigest() throws InterruptedException {
    screen.chapter(
        1,
        "PatchWatch asks "
            + fleet.members().size()
            + " chat servers for their version and compares them with "
            + known.size()
            + " records of "
            + snapshot.asOf().toString().substring(0, 10));
    long begin = System.nanoTime();
    publish(known);
    return told("the first digest", kind("digest"), begin);
  }

  /** 2. An advisory meets servers that were scanned before. */
  boolean advisoryArrives() throws InterruptedException {
    screen.chapter(
        2, "An advisory is published: " + WITHHELD + ", authentication bypass in Openfire");
    long begin = System.nanoTime();
    publish(withheld);
    return told("from the advisory to the pager", about("opened", WITHHELD), begin);
  }

  /** 3. Only an observed fixed version closes it. */
  boolean serversArePatched() throws InterruptedException {
    screen.chapter(
        3, "The team upgrades both clinic servers to Openfire 4.7.5; PatchWatch sees it");
    long begin = System.nanoTime();
    fleet.running("openfire").stream()
        .filter(member -> member.server().version().equals("4.7.4"))
        .forEach(member -> member.server().upgrade("4.7.5"));
    return told("from the upgrade to the pager", about("resolved", WITHHELD), begin);
  }

  /** 4. Log lines of an attack. */
  boolean attack() throws InterruptedException, IOException {
    screen.chapter(
        4, "Somebody guesses passwords on " + DemoConfig.LOGGED + " (six lines in ejabberd's log)");
    long begin = System.nanoTime();
    Files.writeString(log, attackLines(), StandardOpenOption.APPEND);
    return told(
        "from the log line to the pager",
        page ->
            page.kind().equalsIgnoreCase("opened")
                && page.body().toString().contains("203.0.113.7"),
        begin);
  }

  private String attackLines() throws IOException {
    try (InputStream in = Demo.class.getResourceAsStream("ejabberd-attack.log")) {
      if (in == null) {
        throw new IOException("the demo's log lines are not in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@TIME@", EJABBERD_TIME.format(clock.instant()));
    }
  }

  private void publish(List<AdvisoryEvent> events) {
    CompletableFuture.allOf(
            events.stream()
                .map(event -> patchWatch.ingest().publisher().publish(event, Trace.start()))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static Predicate<Pager.Page> kind(String kind) {
    return page -> page.kind().equalsIgnoreCase(kind);
  }

  private static Predicate<Pager.Page> about(String kind, String what) {
    return kind(kind).and(page -> page.body().toString().contains(what));
  }

  private boolean told(String what, Predicate<Pager.Page> wanted, long begin)
      throws InterruptedException {
    Optional<Pager.Page> page = pager.await(wanted, begin, PATIENCE);
    if (page.isEmpty()) {
      screen.missing("no message within " + PATIENCE.toSeconds() + " s: " + what);
      return false;
    }
    screen.took(what, Duration.ofNanos(page.get().atNanos() - begin));
    return true;
  }

  int pages() {
    return pager.count();
  }

  @Override
  public void close() {
    patchWatch.close();
    pager.close();
    fleet.close();
  }
}
