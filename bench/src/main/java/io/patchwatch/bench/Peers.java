package io.patchwatch.bench;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.parsing.LogParser;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.sigma.Rulebook;
import io.patchwatch.streams.sigma.index.RuleIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * The same lines through our parsers and built-in rules on one thread, and through fail2ban-regex
 * and mtail of Debian with filters written for exactly these lines.
 */
final class Peers {

  private static final Instant BEGIN = Instant.parse("2026-11-23T15:00:00Z");
  private static final List<String> PRODUCTS = List.of("ejabberd", "prosody", "synapse");
  private static final double FAILED = 0.2;
  private static final String RULE = "failed-login-from-address";

  private final Size size;

  /**
   * How much.
   *
   * @param lines at least so many
   */
  record Size(int lines, int seed) {
    static Size of(Options options) {
      Size size = new Size(options.number("lines", 300_000), options.number("seed", 1));
      options.done();
      return size;
    }
  }

  /** A line, and whose it is: a collector knows that. */
  private record Line(String product, String text) {}

  Peers(Size size) {
    this.size = size;
  }

  List<Figure> run() throws Exception {
    Path directory = Files.createTempDirectory("peers-");
    try {
      List<Line> lines = corpus();
      Path file = directory.resolve("corpus.log");
      Files.write(file, lines.stream().map(Line::text).toList());
      List<Figure> figures = new ArrayList<>();
      figures.add(Figure.count("lines", lines.size()));
      figures.add(Figure.bytes("bytes a line, mean", (double) Files.size(file) / lines.size()));
      ours(lines, figures);
      Path filter = copy("logins.conf", directory);
      PeerTool.run(
          "fail2ban-regex", lines.size(), figures, List.of(file.toString(), filter.toString()));
      Path program = copy("logins.mtail", directory);
      PeerTool.run("mtail", lines.size(), figures, mtail(program, file, directory));
      return figures;
    } finally {
      QuietMonth.delete(directory);
    }
  }

  private static List<String> mtail(Path program, Path file, Path directory) {
    return List.of(
        "--progs=" + program,
        "--logs=" + file,
        "--one_shot",
        "--one_shot_format=json",
        "--log_dir=" + directory);
  }

  private List<Line> corpus() {
    Random chance = new Random(size.seed());
    List<Dialect> dialects =
        Dialect.all().stream().filter(it -> PRODUCTS.contains(it.product())).toList();
    List<Line> lines = new ArrayList<>();
    Instant at = BEGIN;
    while (lines.size() < size.lines()) {
      Dialect dialect = dialects.get(chance.nextInt(dialects.size()));
      String from = "203.0." + chance.nextInt(250) + "." + (1 + chance.nextInt(250));
      var words = new Dialect.Words("chat-1", "user" + chance.nextInt(500), from, "3.0.0");
      List<String> said =
          Chance.happens(chance, FAILED)
              ? dialect.all("failed", at, ZoneOffset.UTC, words, chance)
              : List.of(dialect.one("ordinary", at, ZoneOffset.UTC, words, chance));
      said.forEach(text -> lines.add(new Line(dialect.product(), text)));
      at = at.plusMillis(chance.nextInt(20));
    }
    return lines;
  }

  /** Twice, the second time counts: a stream process runs for months. */
  private static void ours(List<Line> lines, List<Figure> figures) {
    Map<String, LogParser> parsers = new HashMap<>();
    for (String product : PRODUCTS) {
      var known = Objects.requireNonNull(Catalogue.builtIn().get(product));
      parsers.put(product, LogParser.of(known.logs()));
    }
    RuleIndex index = Rulebook.compile(RulePack.rules()).index();
    long cold = System.nanoTime();
    var unused = matched(lines, parsers, index);
    long start = System.nanoTime();
    Duration cpu = Machine.threadUserTime();
    long matched = matched(lines, parsers, index);
    double seconds = (System.nanoTime() - start) / 1e9;
    figures.add(Figure.count("ours: failed logins with an address", matched));
    figures.add(Figure.perSecond("ours: lines, cold", lines.size() * 1e9 / (start - cold)));
    figures.add(Figure.perSecond("ours: lines, warm", lines.size() / seconds));
    double used = Machine.threadUserTime().minus(cpu).toMillis() / 1000.0;
    figures.add(
        new Figure(
            "ours: user processor time of the thread, warm",
            String.format(Locale.ROOT, "%.1f s", used)));
  }

  private static long matched(List<Line> lines, Map<String, LogParser> parsers, RuleIndex index) {
    long matched = 0;
    for (Line line : lines) {
      LogParser parser = Objects.requireNonNull(parsers.get(line.product()));
      LogParsed record = parser.parse(Fleet.raw("1", "chat-1", line.product(), line.text(), BEGIN));
      boolean hit =
          index.match(field -> record.fields().get(field)).stream()
              .anyMatch(rule -> RULE.equals(rule.about().name()));
      matched += hit ? 1 : 0;
    }
    return matched;
  }

  private static Path copy(String name, Path directory) throws IOException {
    Path to = directory.resolve(name);
    try (InputStream in =
        Objects.requireNonNull(Peers.class.getResourceAsStream("peers/" + name), name)) {
      Files.copy(in, to);
    }
    return to;
  }
}
