package io.patchwatch.app.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.app.Ink;
import io.patchwatch.events.Wire;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a {@link Backtest} came to, for people and for programs. */
public final class BacktestText {

  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int MOST_DAYS = 31;
  private static final int MOST_SERVERS = 3;

  private BacktestText() {}

  /** For people. */
  public static void print(Backtest it, PrintWriter out, Ink ink) {
    Instant first = it.first();
    Instant last = it.last();
    if (first == null || last == null) {
      out.println("There are no records of that time.");
      return;
    }
    out.printf("%,d records from %s to %s%n%n", it.records(), first, last);
    List<Backtest.Row> rows = it.rows();
    for (Backtest.Row row : rows) {
      print(row, first, last, out, ink);
    }
    long pages = rows.stream().mapToLong(Backtest.Row::pages).sum();
    long findings = rows.stream().mapToLong(Backtest.Row::findings).sum();
    out.println(
        rows.isEmpty()
            ? "No rule would have fired."
            : String.format(
                Locale.ROOT,
                "%d rules would have opened %d findings and paged %s.",
                rows.size(),
                findings,
                times(pages)));
  }

  private static void print(
      Backtest.Row row, Instant first, Instant last, PrintWriter out, Ink ink) {
    String pages =
        row.pages() == 0
            ? ink.dim("would not have paged")
            : ink.red("would have paged " + times(row.pages()));
    out.printf(
        "%s %s  %s%n",
        RuleWords.level(row.rule().level(), ink), ink.bold(row.rule().name()), pages);
    String explained = row.explained() == 0 ? "" : ", " + row.explained() + " of them explained";
    out.printf(
        "%14s%s  %d findings%s, on %s%n",
        "", ink.blue(bars(row, first, last)), row.findings(), explained, servers(row));
  }

  private static String times(long n) {
    return n == 1 ? "once" : n + " times";
  }

  private static String servers(Backtest.Row row) {
    String named =
        row.servers().stream()
            .limit(MOST_SERVERS)
            .map(it -> it.getKey() + " " + it.getValue())
            .collect(Collectors.joining(", "));
    int more = row.servers().size() - MOST_SERVERS;
    return more > 0 ? named + " and " + more + " more servers" : named;
  }

  /** One bar for each day, as high as that day's findings. */
  private static String bars(Backtest.Row row, Instant first, Instant last) {
    LocalDate day = first.atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate end = last.atZone(ZoneOffset.UTC).toLocalDate();
    day = day.isBefore(end.minusDays(MOST_DAYS - 1)) ? end.minusDays(MOST_DAYS - 1) : day;
    long most = row.days().values().stream().mapToLong(Long::longValue).max().orElse(1);
    StringBuilder bars = new StringBuilder();
    for (; !day.isAfter(end); day = day.plusDays(1)) {
      long n = row.days().getOrDefault(day, 0L);
      int height = (int) ((n * (BARS.length() - 1) + most - 1) / most);
      bars.append(n == 0 ? '·' : BARS.charAt(height));
    }
    return bars.toString();
  }

  /** For programs. */
  public static ObjectNode json(Backtest it) {
    ObjectNode node = Wire.json().createObjectNode();
    node.put("records", it.records());
    node.put("from", it.first() == null ? null : String.valueOf(it.first()));
    node.put("to", it.last() == null ? null : String.valueOf(it.last()));
    ArrayNode rules = node.putArray("rules");
    for (Backtest.Row row : it.rows()) {
      ObjectNode one = rules.addObject();
      one.put("name", row.rule().name()).put("id", row.rule().id());
      one.put("level", row.rule().level().name().toLowerCase(Locale.ROOT));
      one.put("findings", row.findings()).put("explained", row.explained());
      one.put("pages", row.pages());
      ObjectNode days = one.putObject("days");
      row.days().forEach((day, n) -> days.put(day.toString(), n));
      ObjectNode servers = one.putObject("servers");
      for (Map.Entry<String, Long> server : row.servers()) {
        servers.put(server.getKey(), server.getValue());
      }
    }
    return node;
  }
}
