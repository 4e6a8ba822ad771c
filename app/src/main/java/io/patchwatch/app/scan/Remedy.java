package io.patchwatch.app.scan;

import io.patchwatch.app.Ink;
import io.patchwatch.streams.verdict.Answer;
import io.patchwatch.streams.verdict.SafeVersion;
import io.patchwatch.streams.verdict.Verdict;
import java.io.PrintWriter;
import java.util.List;

/** Which version to install, and what stays open after it. */
final class Remedy {

  private static final int SHOWN = 3;

  private final PrintWriter out;
  private final Ink ink;

  Remedy(PrintWriter out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  void print(Verdict verdict) {
    SafeVersion smallest = verdict.smallestSafe();
    SafeVersion latest = verdict.latestSafe();
    if (smallest == null || !smallest.sameLane()) {
      verdict.affected().stream()
          .filter(a -> a.exploited() && !a.fixed().isEmpty())
          .forEach(this::atOnce);
    }
    if (smallest != null) {
      out.printf(
          "%n  %s%s: %s%n",
          ink.bold("Install " + smallest.version() + " or later"),
          smallest.sameLane() ? "" : " (no release of the running lane is safe)",
          open(smallest));
    } else if (!verdict.affected().isEmpty()) {
      out.printf("%n  %s%n", ink.bold("No safe release is known; see the advisories"));
    }
    if (latest != null && (smallest == null || !latest.version().equals(smallest.version()))) {
      out.printf("  Newest that is safe: %s: %s%n", latest.version(), open(latest));
    }
  }

  /** What is exploited cannot wait for the way to another release lane. */
  private void atOnce(Answer.Affected exploited) {
    out.printf(
        "%n  %s: closes %s, which is being exploited%n",
        ink.bold("Install " + exploited.fixed().getFirst() + " or later at once"),
        exploited.vulnerability());
  }

  private static String open(SafeVersion safe) {
    List<String> open = safe.unverified();
    if (open.isEmpty()) {
      return "nothing is known against it";
    }
    String more = open.size() > SHOWN ? " and " + (open.size() - SHOWN) + " more" : "";
    return "nothing is known against it; cannot be told of "
        + String.join(", ", open.subList(0, Math.min(SHOWN, open.size())))
        + more;
  }
}
