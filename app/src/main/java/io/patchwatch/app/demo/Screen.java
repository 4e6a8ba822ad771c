package io.patchwatch.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.app.Ink;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What the person in front of the demo sees. */
final class Screen {

  private static final int LISTED = 5;
  private static final int WIDTH = 150;

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
    JsonNode incidents = page.body().path("incidents");
    if (incidents.size() == 1) {
      explain(page.kind(), incidents.get(0));
    } else {
      list(incidents, page.body().path("more").asLong());
    }
    out.flush();
  }

  /** What to do and what to read, unless it is over. */
  private void explain(String kind, JsonNode incident) {
    JsonNode conclusion = incident.path("latest").path("conclusion");
    if (kind.equalsIgnoreCase("resolved")) {
      return;
    }
    indented(conclusion.path("summary").asText());
    if (incident.hasNonNull("install")) {
      indented(ink.bold("install " + incident.path("install").asText() + " or later"));
    }
    for (JsonNode sample : conclusion.path("samples")) {
      indented(ink.dim(sample.asText()));
      break;
    }
    for (JsonNode link : incident.path("links")) {
      indented(ink.dim(link.asText()));
      break;
    }
  }

  private void list(JsonNode incidents, long more) {
    int shown = 0;
    for (JsonNode incident : incidents) {
      if (shown++ < LISTED) {
        indented(incident.path("title").asText());
      }
    }
    long hidden = more + Math.max(0, incidents.size() - LISTED);
    if (hidden > 0) {
      indented(ink.dim("… and " + hidden + " more"));
    }
  }

  private void indented(String text) {
    if (!text.isBlank()) {
      out.printf("                 %s%n", text.length() > WIDTH ? text.substring(0, WIDTH) : text);
    }
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
