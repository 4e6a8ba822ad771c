package io.patchwatch.bench;

import io.patchwatch.bench.Pages.Loudness;
import io.patchwatch.bench.Pages.Told;
import io.patchwatch.events.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A month of made-up servers on which nothing is wrong, through the whole detection with its
 * defaults: how often would it page? Then the same month with incidents: how many are told, and
 * when?
 */
final class QuietMonth {

  private static final Instant MONDAY = Instant.parse("2026-10-05T00:00:00Z");
  private static final Duration SLOT = Duration.ofSeconds(20);
  private static final int SLOTS = 3;
  private static final double DAYS_A_WEEK = 7;

  private final Size size;

  /**
   * How much.
   *
   * @param servers from 1
   * @param days from 1; the first two are learned only
   * @param linesPerDay of a server, on the average of working days
   * @param incidents whether the month is played again with incidents
   * @param list whether each page and ticket is printed
   */
  record Size(int servers, int days, int linesPerDay, int seed, boolean incidents, boolean list) {
    static Size of(Options options) {
      Size size =
          new Size(
              options.number("servers", 50),
              options.number("days", 30),
              options.number("lines_per_day", 700),
              options.number("seed", 1),
              options.flag("incidents", true),
              options.flag("list"));
      options.done();
      return size;
    }

    double serverWeeks() {
      return servers * days / DAYS_A_WEEK;
    }
  }

  QuietMonth(Size size) {
    this.size = size;
  }

  List<Figure> run() throws IOException {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.count("seed", size.seed()));
    quiet(figures);
    if (size.incidents()) {
      Incidents incidents = new Incidents(size, MONDAY);
      incidents.figures(play(incidents, figures), figures);
    }
    return figures;
  }

  private void quiet(List<Figure> figures) throws IOException {
    List<Told> told = play(null, figures);
    for (Loudness loudness : Loudness.values()) {
      List<Told> such = told.stream().filter(it -> it.loudness() == loudness).toList();
      String what = loudness.name().toLowerCase(Locale.ROOT) + "s";
      figures.add(Figure.count("quiet: " + what, such.size()));
      figures.add(
          new Figure(
              "quiet: " + what + " a server and week",
              String.format(Locale.ROOT, "%.3f", such.size() / size.serverWeeks())));
      Map<String, Long> causes = new TreeMap<>();
      such.forEach(it -> causes.merge(it.cause(), 1L, Long::sum));
      causes.forEach(
          (cause, count) -> figures.add(Figure.count("- " + what + ": " + cause, count)));
    }
  }

  private List<Told> play(@Nullable Incidents incidents, List<Figure> figures) throws IOException {
    Path state = Files.createTempDirectory("quiet-month-");
    Duration cpu = Machine.processorTime();
    try (QuietStage stage = new QuietStage(state, MONDAY)) {
      Pages pages = new Pages();
      List<ChatServer> servers = servers();
      QuietLife life = new QuietLife(servers, size.seed());
      for (int day = 0; day < size.days(); day++) {
        Instant begin = MONDAY.plus(Duration.ofDays(day));
        life.plan(begin);
        if (incidents != null) {
          incidents.plan(day, servers);
        }
        day(stage, servers, pages);
      }
      String pass = incidents == null ? "quiet: " : "incidents: ";
      figures.add(Figure.count(pass + "lines", stage.lines()));
      figures.add(Figure.count(pass + "lines that no parser read", stage.unparsed()));
      figures.add(
          new Figure(
              pass + "processor time", Machine.processorTime().minus(cpu).toSeconds() + " s"));
      if (size.list()) {
        print(pages.told());
      }
      return pages.told();
    } finally {
      delete(state);
    }
  }

  private static void print(List<Told> told) {
    told.stream()
        .filter(it -> it.loudness() != Loudness.NOTE)
        .forEach(
            it ->
                System.out.println(
                    it.at() + " " + it.loudness() + " " + it.servers() + " " + it.say()));
  }

  private List<ChatServer> servers() {
    List<Dialect> dialects = Dialect.all();
    List<ChatServer> servers = new ArrayList<>();
    for (int i = 0; i < size.servers(); i++) {
      Dialect dialect = dialects.get(i % dialects.size());
      servers.add(new ChatServer(i, dialect, size.linesPerDay(), size.seed()));
    }
    return servers;
  }

  private static void day(QuietStage stage, List<ChatServer> servers, Pages pages) {
    Instant end = stage.now().plus(Duration.ofDays(1));
    while (stage.now().isBefore(end)) {
      minute(stage, servers, pages);
    }
  }

  private static void minute(QuietStage stage, List<ChatServer> servers, Pages pages) {
    Instant from = stage.now();
    List<Said> said = new ArrayList<>();
    servers.forEach(server -> said.addAll(server.minute(from)));
    said.sort(Comparator.comparing(Said::at));
    int next = 0;
    for (int slot = 1; slot <= SLOTS; slot++) {
      stage.pass(SLOT);
      while (next < said.size() && !said.get(next).at().isAfter(stage.now())) {
        stage.hear(said.get(next));
        next++;
      }
      for (Finding finding : stage.findings()) {
        pages.take(finding, stage.now());
      }
    }
    stage.forget();
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
