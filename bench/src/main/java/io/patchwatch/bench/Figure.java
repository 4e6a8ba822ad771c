package io.patchwatch.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One thing that was measured.
 *
 * @param value with its unit
 */
record Figure(String what, String value) {

  private static final String MEASURED = "measured";

  static Figure count(String what, long count) {
    return new Figure(what, String.format(Locale.ROOT, "%,d", count));
  }

  static Figure time(String what, Duration time) {
    return new Figure(what, String.format(Locale.ROOT, "%,d ms", time.toMillis()));
  }

  static Figure perSecond(String what, double rate) {
    return new Figure(what, String.format(Locale.ROOT, "%,.0f /s", rate));
  }

  static Figure bytes(String what, long bytes) {
    return bytes(what, (double) bytes);
  }

  static Figure bytes(String what, double bytes) {
    return bytes < 1 << 20
        ? new Figure(what, String.format(Locale.ROOT, "%,.0f bytes", bytes))
        : new Figure(what, String.format(Locale.ROOT, "%,.1f MiB", bytes / (1 << 20)));
  }

  /** A table in Markdown. */
  static String table(List<Figure> figures) {
    int width = figures.stream().mapToInt(f -> f.what().length()).max().orElse(1);
    int values =
        figures.stream().mapToInt(f -> f.value().length()).reduce(MEASURED.length(), Math::max);
    StringBuilder table = new StringBuilder();
    line(table, width, values, new Figure("what", MEASURED));
    table.append("|").append("-".repeat(width + 2));
    table.append("|").append("-".repeat(values + 1)).append(":|\n");
    figures.forEach(figure -> line(table, width, values, figure));
    return table.toString();
  }

  private static void line(StringBuilder table, int width, int values, Figure figure) {
    String format = "| %-" + width + "s | %" + values + "s |%n";
    table.append(String.format(Locale.ROOT, format, figure.what(), figure.value()));
  }
}
