package io.patchwatch.app.scan;

import io.patchwatch.streams.verdict.Verdict;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * What a scan found.
 *
 * @param results the worst first
 * @param problems what could not be read or asked, one line each with the remedy
 * @param today the day for which end of life was judged
 */
public record Scan(List<Result> results, List<String> problems, Library library, LocalDate today) {

  /** Exit code: nothing is known against any server. */
  public static final int SAFE = 0;

  /** Exit code: at least one server is unpatched or end of life. */
  public static final int WRONG = 1;

  /** Exit code: none is, but of at least one it cannot be told. */
  public static final int CANNOT_TELL = 2;

  private static final Comparator<Result> WORST_FIRST =
      Comparator.<Result, Verdict.State>comparing(result -> result.verdict().state())
          .thenComparing(result -> result.verdict().worst(), Comparator.reverseOrder())
          .thenComparing(result -> result.verdict().affected().size(), Comparator.reverseOrder())
          .thenComparing(result -> result.server().product().id())
          .thenComparing(result -> result.server().host());

  /** One server and what is known of it. */
  public record Result(Server server, Verdict verdict) {}

  public Scan {
    results = results.stream().sorted(WORST_FIRST).toList();
    problems = List.copyOf(problems);
  }

  /** The worst of all servers; a document that could not be read cannot be called safe. */
  public int exitCode() {
    int worst = problems.isEmpty() && !results.isEmpty() ? SAFE : CANNOT_TELL;
    for (Result result : results) {
      int code = exitCode(result.verdict().state());
      worst = worst == WRONG || code == WRONG ? WRONG : Math.max(worst, code);
    }
    return worst;
  }

  private static int exitCode(Verdict.State state) {
    return switch (state) {
      case UNPATCHED, END_OF_LIFE -> WRONG;
      case UNKNOWN -> CANNOT_TELL;
      case PATCHED -> SAFE;
    };
  }
}
