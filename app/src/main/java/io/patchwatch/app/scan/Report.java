package io.patchwatch.app.scan;

import io.patchwatch.app.Ink;
import io.patchwatch.events.PackageFact;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Visibility;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.samples.Sight;
import io.patchwatch.streams.sigma.Rulebook;
import io.patchwatch.streams.verdict.Answer;
import io.patchwatch.streams.verdict.Support;
import io.patchwatch.streams.verdict.Verdict;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One server on one screen: what runs, what is wrong with it, what to install, what to read. */
final class Report {

  private static final int SHOWN = 6;
  private static final int DOUBTS = 3;
  private static final int FEW = 3;
  private static final int SUMMARY = 100;

  private final PrintWriter out;
  private final Ink ink;

  Report(PrintWriter out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  void print(Server server, Verdict verdict) {
    Product product = server.product();
    out.printf(
        "%n%s  %s%n", ink.bold(product.name() + " " + server.shown()), headline(verdict, ink));
    origin(server);
    support(verdict.support());
    out.println();
    verdict.affected().stream().limit(SHOWN).forEach(this::affected);
    more(verdict.affected().size() - SHOWN, "more known vulnerabilities");
    doubts(verdict);
    new Remedy(out, ink).print(verdict);
    out.println();
    links(product);
    out.printf("  %s %s%n", ink.dim("coverage  "), coverage(product, verdict));
    notVisible(product);
  }

  static String headline(Verdict verdict, Ink ink) {
    return switch (verdict.state()) {
      case UNPATCHED ->
          ink.red("UNPATCHED")
              + ", worst: "
              + verdict.worst().label()
              + (verdict.endOfLife() ? ", and end of life" : "");
      case END_OF_LIFE -> ink.yellow("END OF LIFE");
      case UNKNOWN -> ink.yellow("CANNOT TELL");
      case PATCHED -> ink.green("nothing known against it");
    };
  }

  private void origin(Server server) {
    if (!server.host().isEmpty() || server.packageFact() != null) {
      String on = server.host().isEmpty() ? "" : " on " + server.host();
      out.printf("  seen at %s%s%n", server.place(), on);
    }
    PackageFact fact = server.packageFact();
    if (fact != null) {
      String of = fact.distribution() == null ? "" : " of " + fact.distribution();
      out.printf(
          "  from the package %s %s%s: a distribution mends holes under the old version, so look at%n"
              + "  its own tracker as well%n",
          fact.name(), fact.version(), of);
    }
  }

  private void support(@Nullable Support support) {
    if (support != null && support.ended()) {
      out.printf(
          "  release %s gets no more security fixes%s (%s)%n",
          support.cycle(),
          support.endOfLife() == null ? "" : " since " + support.endOfLife(),
          support.source());
    }
  }

  private void affected(Answer.Affected a) {
    String wild =
        a.exploited() ? "  " + ink.red("exploited in the wild since " + a.exploitedSince()) : "";
    out.printf("  %s  %s%s%n", ink.bold(a.vulnerability()), severity(a), wild);
    if (!a.summary().isBlank()) {
      out.printf("      %s%n", oneLine(a.summary()));
    }
    out.printf(
        "      affected %s%s%n",
        few(a.ranges(), " or "), a.fixed().isEmpty() ? "" : "; fixed in " + few(a.fixed(), ", "));
    a.references().stream().limit(1).forEach(link -> out.printf("      %s%n", ink.dim(link)));
  }

  private static String severity(Answer.Affected a) {
    String score = a.cvss() == null ? "" : String.format(Locale.ROOT, " (CVSS %.1f)", a.cvss());
    return a.severity().label() + score;
  }

  private static String few(List<String> all, String between) {
    int more = all.size() - FEW;
    return String.join(between, all.subList(0, Math.min(FEW, all.size())))
        + (more > 0 ? between + more + " more" : "");
  }

  private static String oneLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > SUMMARY ? line.substring(0, SUMMARY - 1) + "…" : line;
  }

  private void doubts(Verdict verdict) {
    if (verdict.unreadable() != null) {
      out.printf("  the version cannot be read: %s%n", verdict.unreadable());
    }
    List<Answer.Doubt> unknown = verdict.unknown();
    unknown.stream()
        .limit(DOUBTS)
        .forEach(d -> out.printf("  %s  cannot tell: %s%n", ink.bold(d.vulnerability()), d.why()));
    more(unknown.size() - DOUBTS, "more of which it cannot be told");
    if (!verdict.remarks().isEmpty()) {
      List<String> ids = verdict.remarks().stream().map(Answer.Doubt::vulnerability).toList();
      out.printf(
          "  not counted: %s; only records that nobody reviewed speak of it, without versions%n",
          few(ids, ", "));
    }
    if (!verdict.covered()) {
      out.println("  no advisory is known for this product: that is not the same as safe");
    }
  }

  private void more(int number, String what) {
    if (number > 0) {
      out.printf("  … and %d %s%n", number, what);
    }
  }

  private void links(Product product) {
    Map<String, @Nullable URI> links = new LinkedHashMap<>();
    links.put("releases", product.links().releases());
    links.put("upgrade", product.links().upgrade());
    links.put("security", product.links().security());
    links.forEach(
        (name, link) -> {
          if (link != null) {
            out.printf("  %s %s%n", ink.dim("%-10s".formatted(name)), link);
          }
        });
  }

  /** Silence of the log about these proves nothing. */
  private void notVisible(Product product) {
    for (Visibility gap : product.visibility()) {
      out.printf(
          "  %s %s in its log: %s; to see it: %s%n",
          ink.dim("not visible"), gap.hidden(), gap.why(), gap.remedy());
    }
    List<Sight> sights = Sight.of(Rulebook.compile(RulePack.rules()), product);
    long seen = sights.stream().filter(it -> it.view() == Sight.View.SEEN).count();
    out.printf(
        "  %s %d of %d detection rules; the others: patchwatch rules list --product %s%n",
        ink.dim("its log as it comes shows"), seen, sights.size(), product.id());
  }

  private static String coverage(Product product, Verdict verdict) {
    String note = product.advisories().note();
    int known = verdict.affected().size() + verdict.notAffected().size() + verdict.unknown().size();
    return known + " vulnerabilities known for this product" + (note == null ? "" : "; " + note);
  }
}
