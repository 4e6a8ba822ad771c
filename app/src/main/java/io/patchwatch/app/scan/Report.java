package io.patchwatch.app.scan;

import io.patchwatch.app.Ink;
import io.patchwatch.events.Precision;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.streams.verdict.Answer;
import io.patchwatch.streams.verdict.SafeVersion;
import io.patchwatch.streams.verdict.Support;
import io.patchwatch.streams.verdict.Verdict;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A verdict on one screen. */
public final class Report {

  private static final int SHOWN = 6;

  private final PrintWriter out;
  private final Ink ink;

  public Report(PrintWriter out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  /** Prints it. */
  public void print(Product product, Verdict verdict, LocalDate asOf) {
    String shown = verdict.version() + (verdict.precision() == Precision.BRANCH ? ".x" : "");
    out.printf("%n%s  %s%n", ink.bold(product.name() + " " + shown), headline(verdict));
    support(verdict.support());
    out.println();
    verdict.affected().stream().limit(SHOWN).forEach(this::affected);
    more(verdict.affected().size() - SHOWN, "more known vulnerabilities");
    doubts(verdict);
    remedy(verdict);
    out.printf("%n  %s %s%n", ink.dim("links     "), product.links().releases());
    out.printf("  %s %s%n", ink.dim("advisories"), "as of " + asOf + coverage(product, verdict));
    out.flush();
  }

  private static String coverage(Product product, Verdict verdict) {
    String note = product.advisories().note();
    int known = verdict.affected().size() + verdict.notAffected().size() + verdict.unknown().size();
    return ", " + known + " known for this product" + (note == null ? "" : "; " + note);
  }

  private String headline(Verdict verdict) {
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
        String.join(" or ", a.ranges()),
        a.fixed().isEmpty() ? "" : "; fixed in " + String.join(", ", a.fixed()));
    a.references().stream().limit(1).forEach(link -> out.printf("      %s%n", ink.dim(link)));
  }

  private static String severity(Answer.Affected a) {
    String score = a.cvss() == null ? "" : String.format(Locale.ROOT, " (CVSS %.1f)", a.cvss());
    return a.severity().label() + score;
  }

  private static String oneLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 100 ? line.substring(0, 99) + "…" : line;
  }

  private void doubts(Verdict verdict) {
    if (verdict.unreadable() != null) {
      out.printf("  the version cannot be read: %s%n", verdict.unreadable());
    }
    List<Answer.Doubt> unknown = verdict.unknown();
    unknown.stream()
        .limit(SHOWN)
        .forEach(d -> out.printf("  %s  cannot tell: %s%n", ink.bold(d.vulnerability()), d.why()));
    more(unknown.size() - SHOWN, "more of which it cannot be told");
    if (!verdict.covered()) {
      out.println("  no advisory is known for this product: that is not the same as safe");
    }
  }

  private void more(int number, String what) {
    if (number > 0) {
      out.printf("  … and %d %s%n", number, what);
    }
  }

  /** What is exploited cannot wait for the way to another release lane. */
  private void atOnce(Answer.Affected exploited) {
    out.printf(
        "%n  %s: closes %s, which is being exploited%n",
        ink.bold("Install " + exploited.fixed().getFirst() + " or later at once"),
        exploited.vulnerability());
  }

  private void remedy(Verdict verdict) {
    SafeVersion smallest = verdict.smallestSafe();
    SafeVersion latest = verdict.latestSafe();
    if (smallest == null || !smallest.sameLane()) {
      verdict.affected().stream()
          .filter(a -> a.exploited() && !a.fixed().isEmpty())
          .forEach(this::atOnce);
    }
    if (smallest != null) {
      out.printf(
          "  %s: nothing is known against it%s%n",
          ink.bold("Install " + smallest.version() + " or later"),
          smallest.sameLane() ? "" : " (no release of the running lane is safe)");
    } else if (!verdict.affected().isEmpty()) {
      out.printf("%n  %s%n", ink.bold("No safe release is known; see the advisories"));
    }
    if (latest != null && (smallest == null || !latest.version().equals(smallest.version()))) {
      out.printf("  newest release with nothing known against it: %s%n", latest.version());
    }
  }
}
