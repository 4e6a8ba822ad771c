package io.patchwatch.alerting.courier;

import io.patchwatch.events.Attacked;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Exposure;
import io.patchwatch.events.Malfunction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a rule found into words: how many, when, from where, on which servers, whether the
 * server has what is attacked, the lines themselves, which rule, and what to do. Pure.
 */
final class RuleText {

  private static final int MAX_SERVERS = 10;

  private RuleText() {}

  static List<String> of(Attacked it) {
    List<String> lines = new ArrayList<>();
    lines.add(when(it.count(), it.from(), it.to()));
    addIf(lines, "From: ", it.sourceIp());
    addIf(lines, "Account: ", it.userName());
    addServers(lines, it.servers());
    if (it.vulnerability() != null && it.exposure() != null) {
      lines.add(exposure(it.vulnerability(), it.exposure(), it.note()));
    } else {
      addIf(lines, "Note: ", it.note());
    }
    addRest(lines, it.samples(), it.evidence(), it.rule(), it.advice());
    return lines;
  }

  static List<String> of(Malfunction it) {
    List<String> lines = new ArrayList<>();
    lines.add(when(it.count(), it.from(), it.to()));
    addIf(lines, "About: ", it.subject());
    addServers(lines, it.servers());
    addIf(lines, "Note: ", it.note());
    addRest(lines, it.samples(), it.evidence(), it.rule(), it.advice());
    return lines;
  }

  private static String when(long count, Instant from, Instant to) {
    return count == 1
        ? "1 log record at " + from
        : count + " log records from " + from + " to " + to;
  }

  private static String exposure(String vulnerability, Exposure exposure, @Nullable String note) {
    String says =
        switch (exposure) {
          case VULNERABLE -> "This server has " + vulnerability;
          case NOT_AFFECTED -> "This server does not have " + vulnerability;
          case UNKNOWN -> "Not known whether this server has " + vulnerability;
        };
    return note == null ? says : says + ": " + note;
  }

  private static void addServers(List<String> lines, List<String> servers) {
    if (servers.size() > 1) {
      String named = String.join(", ", servers.stream().limit(MAX_SERVERS).toList());
      lines.add("Servers: " + named + (servers.size() > MAX_SERVERS ? ", …" : ""));
    }
  }

  private static void addRest(
      List<String> lines,
      List<String> samples,
      Evidence evidence,
      String rule,
      @Nullable String advice) {
    samples.stream().map(sample -> "Log: " + sample).forEach(lines::add);
    lines.add(MessageText.evidence(evidence));
    lines.add("Rule: " + rule);
    addIf(lines, "What to do: ", advice);
  }

  private static void addIf(List<String> lines, String label, @Nullable String value) {
    if (value != null) {
      lines.add(label + value.strip());
    }
  }
}
