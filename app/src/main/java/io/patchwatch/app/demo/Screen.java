package io.patchwatch.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.app.Ink;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What the person in front of the demo sees. */
final class Screen {

  private static final int LISTED = 5;

  private final PrintWriter out;
  private final Ink ink;
  private final long start = System.nanoTime();

  Screen(PrintWriter out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  synchronized void title(String text) {
    out.printf("%n%s%n", ink.bold(text));
    out.flush();
  }

  synchronized void line(String format, Object... arguments) {
    out.printf("  " + format + "%n", arguments);
    out.flush();
  }

  /** A step of the story. */
  synchronized void chapter(int number, String text) {
    out.printf("%n%s %s%n", ink.blue(clock() + "  " + number + "."), ink.bold(text));
    out.flush();
  }

  /** A message that has reached the pager. */
  synchronized void page(Pager.Page page) {
    String badge =
        switch (page.kind().toLowerCase(Locale.ROOT)) {
          case "resolved" -> ink.green("PAGER  ");
          case "digest" -> ink.yellow("PAGER  ");
          default -> ink.red("PAGER  ");
        };
    out.printf("%s  %s %s%n", ink.dim(clock()), badge, ink.bold(page.title()));
    int shown = 0;
    for (JsonNode incident : page.body().path("incidents")) {
      if (shown++ < LISTED) {
        out.printf("                 %s%n", detail(incident));
      }
    }
    out.flush();
  }

  private static String detail(JsonNode incident) {
    return incident.path("title").asText();
  }

  synchronized void took(String what, Duration duration) {
    out.printf(
        "                 %s%n",
        ink.dim(String.format(Locale.ROOT, "%s: %d ms", what, duration.toMillis())));
    out.flush();
  }

  synchronized void missing(String what) {
    out.printf("%s  %s%n", ink.dim(clock()), ink.red(what));
    out.flush();
  }

  Ink ink() {
    return ink;
  }

  private String clock() {
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
  }
}
