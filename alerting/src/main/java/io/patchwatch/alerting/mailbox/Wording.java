package io.patchwatch.alerting.mailbox;

import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Titles of messages. "RESOLVED" stands in a title when, and only when, all of it is; the words of
 * an alarm never stand beside it. Pure.
 */
final class Wording {

  private static final int MAX_LENGTH = 480;

  private Wording() {}

  static String single(Letter letter, Delivery.Kind kind) {
    Incident incident = letter.incident();
    boolean calm = incident.resolved() || kind == Delivery.Kind.ACKNOWLEDGED;
    String severity = calm ? "" : " " + incident.severity().label();
    return cut("[" + kind + severity + "] " + incident.title() + letter.change());
  }

  static String digest(List<Letter> letters) {
    Map<Severity, Long> open = new EnumMap<>(Severity.class);
    letters.stream()
        .map(Letter::incident)
        .filter(incident -> !incident.resolved())
        .forEach(incident -> open.merge(incident.severity(), 1L, Long::sum));
    long opened = open.values().stream().mapToLong(Long::longValue).sum();
    long resolved = letters.size() - opened;
    if (opened == 0) {
      return "[RESOLVED] " + resolved + " incidents are closed";
    }
    String closed = resolved == 0 ? "" : "; " + resolved + " closed";
    String worst = open.keySet().stream().reduce(Severity::or).orElseThrow().label();
    return cut(
        "[DIGEST "
            + worst
            + "] "
            + incidents(opened)
            + ": "
            + bySeverity(open)
            + closed
            + worst(letters));
  }

  private static String incidents(long open) {
    return open + " open incident" + (open == 1 ? "" : "s");
  }

  private static String bySeverity(Map<Severity, Long> open) {
    return open.entrySet().stream()
        .sorted(Map.Entry.<Severity, Long>comparingByKey().reversed())
        .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String worst(List<Letter> letters) {
    return "; worst: " + letters.get(0).incident().title();
  }

  private static String cut(String title) {
    return title.length() <= MAX_LENGTH ? title : title.substring(0, MAX_LENGTH - 1) + "…";
  }
}
