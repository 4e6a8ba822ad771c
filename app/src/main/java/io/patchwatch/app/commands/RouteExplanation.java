package io.patchwatch.app.commands;

import io.patchwatch.alerting.AlertingSettings;
import io.patchwatch.alerting.oncall.Escalation;
import io.patchwatch.alerting.oncall.OnCallRules;
import io.patchwatch.alerting.routing.Destination;
import io.patchwatch.alerting.routing.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Says what would happen with a finding, in the order in which it would. Pure. */
final class RouteExplanation {

  private final AlertingSettings settings;
  private final OnCallRules rules;
  private final Instant at;

  RouteExplanation(AlertingSettings settings, Instant at) {
    this.settings = settings;
    this.rules = settings.rules();
    this.at = at;
  }

  /** What would be told because of one destination; the first line names the receiver. */
  List<String> of(Destination destination) {
    Terms terms = destination.terms();
    List<String> lines = new ArrayList<>();
    lines.add(destination.receiver() + "  (one incident for each " + group(destination) + ")");
    lines.add("  told " + told(destination, terms));
    lines.addAll(intervals(terms));
    lines.addAll(chain(terms));
    lines.add(
        "  reminded every "
            + text(Objects.requireNonNullElse(terms.repeatInterval(), rules.repeatInterval()))
            + " until somebody acknowledges; acknowledged for "
            + text(rules.acknowledgeTimeout())
            + " unless the acknowledgement says otherwise");
    return lines;
  }

  /** What would mute a finding with these labels. */
  List<String> inhibition(Map<String, String> labels) {
    return rules.inhibitRules().stream()
        .filter(rule -> rule.mutes(labels))
        .map(
            rule ->
                "muted while another finding is open with "
                    + rule.sourceMatchers()
                    + (rule.equal().isEmpty() ? "" : " and the same " + rule.equal()))
        .toList();
  }

  private static String group(Destination it) {
    List<String> groupBy = it.groupBy();
    return groupBy == null ? "advisory, attack or trouble" : String.join(", ", groupBy);
  }

  private String told(Destination destination, Terms terms) {
    Duration wait = Objects.requireNonNullElse(terms.groupWait(), settings.mailbox().groupWait());
    Duration interval =
        Objects.requireNonNullElse(terms.groupInterval(), settings.mailbox().updateInterval());
    return text(wait)
        + " after the first finding"
        + meant(List.of(destination.receiver()))
        + "; of more servers "
        + text(interval)
        + " later at the earliest";
  }

  /** Whom a name means at the time, where that is somebody else. */
  private String meant(List<String> names) {
    List<String> receivers =
        names.stream().flatMap(name -> rules.onCall().receivers(name, at).stream()).toList();
    if (receivers.equals(names)) {
      return "";
    }
    return " (at "
        + at
        + ": "
        + (receivers.isEmpty() ? "nobody" : String.join(", ", receivers))
        + ")";
  }

  private List<String> intervals(Terms terms) {
    List<String> lines = new ArrayList<>();
    if (!terms.muteTimeIntervals().isEmpty()) {
      lines.add("  told nothing in " + String.join(", ", terms.muteTimeIntervals()));
    }
    if (!terms.activeTimeIntervals().isEmpty()) {
      lines.add("  told nothing outside " + String.join(", ", terms.activeTimeIntervals()));
    }
    if (terms.timed()) {
      boolean muted = terms.mutedAt(rules.mutes(), at);
      lines.add("  at " + at + ": " + (muted ? "MUTED, it is told when that ends" : "not muted"));
    }
    return lines;
  }

  private List<String> chain(Terms terms) {
    Escalation chain =
        terms.escalation() == null ? null : rules.escalations().get(terms.escalation());
    if (chain == null) {
      return List.of("  escalates to nobody");
    }
    List<String> lines = new ArrayList<>();
    lines.add("  escalates by " + chain.name() + " while nobody acknowledges:");
    Duration since = Duration.ZERO;
    for (Escalation.Step step : chain.steps()) {
      since = since.plus(step.after());
      lines.add(
          "    "
              + text(since)
              + " after the page: "
              + String.join(", ", step.receivers())
              + meant(step.receivers()));
    }
    return lines;
  }

  /** As the configuration writes it: {@code 1h30m}, {@code 250ms}. */
  private static String text(Duration time) {
    return time.toMillisPart() != 0
        ? time.toMillis() + "ms"
        : time.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
