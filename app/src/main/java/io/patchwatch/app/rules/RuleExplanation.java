package io.patchwatch.app.rules;

import io.patchwatch.app.Ink;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.streams.samples.RuleRun;
import io.patchwatch.streams.samples.Sight;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Explanation;
import io.patchwatch.streams.sigma.Rulebook;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Why a rule matched, or why it did not: its parts as a tree, each with what the record has. */
public final class RuleExplanation {

  private static final int DEEPEST = 8;

  private final PrintWriter out;
  private final Ink ink;
  private final Rulebook book;

  public RuleExplanation(PrintWriter out, Ink ink, Rulebook book) {
    this.out = out;
    this.ink = ink;
    this.book = book;
  }

  /** Whether there is such a rule or correlation. */
  public boolean knows(String rule) {
    return book.detection(rule).isPresent() || correlation(rule).isPresent();
  }

  /** What can be seen of the rule on this product. */
  public void sight(String rule, Product product) {
    for (Sight sight : Sight.of(book, product)) {
      if (sight.rule().name().equals(rule) || sight.rule().id().equals(rule)) {
        switch (sight.view()) {
          case SEEN -> out.printf("%s writes such lines as it comes.%n", product.name());
          case HIDDEN ->
              sight
                  .gaps()
                  .forEach(
                      gap ->
                          out.printf(
                              "%s %s: %s; to see it: %s%n",
                              ink.yellow("Not visible:"), gap.hidden(), gap.why(), gap.remedy()));
          case NEVER ->
              out.printf(
                  "%s no parser of %s reads such a line, so it cannot fire there.%n",
                  ink.yellow("Not visible:"), product.name());
        }
      }
    }
  }

  /** The rule held against one record. */
  public void print(String rule, LogParsed record) {
    out.println(ink.bold(record.time() + "  " + record.asset().id()) + "  " + summary(record));
    rule(rule, record, "  ", 0);
  }

  private void rule(String rule, LogParsed record, String indent, int depth) {
    Optional<Detection> detection = book.detection(rule);
    if (detection.isPresent()) {
      out.println(indent + ink.dim("rule ") + detection.get().name());
      book.explain(rule, RuleRun.fields(record)).ifPresent(it -> tree(it, indent + "  "));
      return;
    }
    Optional<Correlation> found = correlation(rule);
    if (found.isEmpty() || depth > DEEPEST) {
      return;
    }
    Correlation it = found.get();
    out.println(indent + ink.dim("correlation ") + it.name() + ": " + RuleWords.asks(it));
    for (String field : it.groupBy()) {
      Object value = RuleRun.fields(record).value(field);
      String shown = value == null ? ink.red("is missing: not counted") : "= " + value;
      out.println(indent + "  grouped by " + field + " " + shown);
    }
    it.rules().forEach(part -> rule(part, record, indent + "  ", depth + 1));
  }

  private Optional<Correlation> correlation(String rule) {
    return book.correlations().stream()
        .filter(it -> it.name().equals(rule) || it.id().equals(rule))
        .findFirst();
  }

  private void tree(Explanation it, String indent) {
    String mark = it.met() ? ink.green("✓") : ink.red("✗");
    String seen =
        it.parts().isEmpty()
            ? it.seen().isEmpty() ? ink.dim("   (no such field)") : ink.dim("   is: " + it.seen())
            : "";
    List<Explanation> parts = it.parts();
    boolean wrapper =
        parts.size() == 1 && (it.what().equals("all of") || it.what().equals("one of"));
    if (wrapper) {
      tree(parts.get(0), indent);
      return;
    }
    if (it.what().equals("all of") && parts.isEmpty()) {
      return;
    }
    out.println(indent + mark + " " + it.what() + seen);
    parts.forEach(part -> tree(part, indent + "  "));
  }

  private String summary(LogParsed record) {
    if (record.parser() == null) {
      return ink.red("no parser of " + record.product() + " reads it");
    }
    String action = record.field("event.action");
    String outcome = record.field("event.outcome");
    return ink.dim(
        "parser "
            + record.parser()
            + (action == null ? ", no action" : ", action " + action)
            + (outcome == null ? "" : " " + outcome));
  }
}
