package io.patchwatch.app.truth;

import io.patchwatch.streams.version.PublicVectors;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The measurement as tables for a terminal. */
public final class TruthText {

  private static final int SHOWN = 40;

  private final PrintWriter out;

  public TruthText(PrintWriter out) {
    this.out = out;
  }

  /** Prints it. */
  public void print(Truth truth) {
    out.println("COVERAGE of the bundled advisories, as of " + truth.asOf());
    row("PRODUCT", "SOURCES", "RECORDS", "VULNERAB.", "DECIDABLE", "NEWEST", "CYCLES");
    truth.coverage().forEach(this::coverage);
    out.println();
    out.println("LABELLED CASES, for " + truth.labelled());
    row("PRODUCT", "CASES", "RIGHT", "ANSWERS", "PRECISION", "RECALL", "UNKNOWN");
    truth.accuracy().forEach(this::accuracy);
    truth.mistakes().stream().limit(SHOWN).forEach(mistake -> out.println("  WRONG  " + mistake));
    if (truth.mistakes().size() > SHOWN) {
      out.println("  … and " + (truth.mistakes().size() - SHOWN) + " more");
    }
    out.println();
    out.println("PUBLIC VERSION VECTORS, each line in both directions");
    row("SCHEME", "RIGHT", "OUTSIDE", "DISPUTED", "WRONG", "  FILE");
    truth.vectors().forEach(this::vectors);
    out.flush();
  }

  private void coverage(Coverage coverage) {
    row(
        coverage.product(),
        coverage.declared(),
        Long.toString(coverage.total()),
        Integer.toString(coverage.vulnerabilities()),
        coverage.vulnerabilities() == 0
            ? "-"
            : percent((double) coverage.decidable() / coverage.vulnerabilities()),
        Objects.toString(coverage.newest(), "-"),
        coverage.cycles() == 0 ? "-" : Integer.toString(coverage.cycles()));
    if (!coverage.records().isEmpty()) {
      out.println(
          coverage.records().entrySet().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue())
              .collect(Collectors.joining(", ", "    ", "")));
    }
  }

  private void accuracy(Accuracy accuracy) {
    row(
        accuracy.product(),
        Integer.toString(accuracy.cases()),
        Integer.toString(accuracy.right()),
        Integer.toString(accuracy.answers()),
        percent(accuracy.precision()),
        percent(accuracy.recall()),
        percent(accuracy.unknown()));
  }

  private void vectors(PublicVectors.Outcome outcome) {
    row(
        outcome.scheme(),
        Integer.toString(outcome.right()),
        Integer.toString(outcome.outside().size()),
        Integer.toString(outcome.disputed().size()),
        Integer.toString(outcome.wrong().size()),
        "  " + outcome.file());
    if (!outcome.why().isEmpty()) {
      out.println("    " + outcome.why());
    }
    outcome.wrong().forEach(line -> out.println("  WRONG  " + line));
  }

  private void row(String first, String... cells) {
    StringBuilder line = new StringBuilder("%-16s".formatted(first));
    for (String cell : cells) {
      line.append("%11s".formatted(cell));
    }
    out.println(line.toString().stripTrailing());
  }

  private static String percent(@Nullable Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
