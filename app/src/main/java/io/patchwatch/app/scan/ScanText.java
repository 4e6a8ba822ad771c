package io.patchwatch.app.scan;

import io.patchwatch.app.Ink;
import io.patchwatch.streams.verdict.SafeVersion;
import io.patchwatch.streams.verdict.Verdict;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/** A scan for people: one server on one screen; of several a table, and the worst ones in full. */
public final class ScanText {

  private static final int IN_FULL = 3;

  private final PrintWriter out;
  private final Ink ink;

  public ScanText(PrintWriter out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  /** Prints it. */
  public void print(Scan scan) {
    if (scan.results().size() > 1) {
      table(scan);
    }
    Report report = new Report(out, ink);
    Set<String> shown = new HashSet<>();
    for (Scan.Result result : scan.results()) {
      Server server = result.server();
      boolean asked = scan.results().size() == 1;
      boolean worth = result.verdict().state() != Verdict.State.PATCHED && shown.size() < IN_FULL;
      if ((asked || worth) && shown.add(server.product().id() + " " + server.shown())) {
        report.print(server, result.verdict());
      }
    }
    scan.problems().forEach(problem -> out.printf("%n  %s %s%n", ink.yellow("not read:"), problem));
    age(scan);
    out.flush();
  }

  private void table(Scan scan) {
    out.printf(
        "%n%-26s %-14s %-14s %-34s %s%n", "HOST", "PRODUCT", "VERSION", "VERDICT", "INSTALL");
    for (Scan.Result result : scan.results()) {
      Server server = result.server();
      SafeVersion install = result.verdict().smallestSafe();
      String host = server.host().isEmpty() ? server.shortPlace() : server.host();
      out.printf(
          "%-26s %-14s %-14s %-34s %s%n",
          host,
          server.product().id(),
          server.shown(),
          Report.headline(result.verdict(), new Ink(false)),
          install == null ? "" : install.version());
    }
  }

  private void age(Scan scan) {
    Library library = scan.library();
    String added = library.added() == 0 ? "" : ", and " + library.added() + " records of your own";
    String line =
        "advisories as of %s, %d days old%s"
            .formatted(library.asOf(), library.ageDays(scan.today()), added);
    out.printf("  %s%n", ink.dim(line));
    if (library.old(scan.today()) && library.added() == 0) {
      out.printf(
          "  %s what was published since is not in them; give newer records with --advisories DIR%n",
          ink.yellow("OLD:"));
    }
    library
        .problems()
        .forEach(problem -> out.printf("  %s %s%n", ink.yellow("not read:"), problem));
  }
}
