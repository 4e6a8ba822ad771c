package io.patchwatch.alerting.courier;

import io.patchwatch.events.Anomalous;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.ExceptionEnding;
import io.patchwatch.events.FeedTrouble;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Malfunction;
import io.patchwatch.events.Silent;
import io.patchwatch.events.UnverifiedPromotion;
import io.patchwatch.events.Upgrade;
import io.patchwatch.events.VersionConflict;
import io.patchwatch.events.VersionWentBack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message as plain text: what happened, the evidence, what to install, what to read. Text from
 * outside cannot bring control characters along. Pure.
 */
public final class MessageText {

  private static final int MAX_INCIDENTS = 15;
  private static final int MAX_MEMBERS = 10;
  private static final int MAX_LINKS = 3;
  private static final int MAX_IDS = 5;
  private static final int MAX_OTHERWISE = 3;
  private static final int MAX_NOTES = 3;

  private MessageText() {}

  /** The title, and under it the details, one a line. */
  public static String of(Delivery delivery) {
    List<String> lines = new ArrayList<>(List.of(clean(delivery.title())));
    lines.addAll(details(delivery));
    return String.join("\n", lines);
  }

  /** The details without the title, one a line. */
  public static List<String> details(Delivery delivery) {
    List<String> lines = new ArrayList<>();
    if (delivery.kind() == Delivery.Kind.DIGEST) {
      delivery.incidents().stream()
          .limit(MAX_INCIDENTS)
          .map(MessageText::brief)
          .forEach(lines::add);
      long hidden =
          delivery.more() + Math.max(0, delivery.incidents().size() - (long) MAX_INCIDENTS);
      if (hidden > 0) {
        lines.add("and " + hidden + " more");
      }
    } else {
      delivery.incidents().forEach(incident -> lines.addAll(full(incident)));
    }
    return lines.stream().map(MessageText::clean).toList();
  }

  /** Links to read about an incident. */
  public static List<String> links(Incident incident) {
    return switch (incident.latest().conclusion()) {
      case Conclusion.Unpatched it -> it.references();
      case Attacked it -> it.references();
      case Malfunction it -> it.references();
      case Conclusion.EndOfLife it -> List.of();
      case Conclusion.VersionUnknown it -> List.of();
      case VersionConflict it -> List.of();
      case VersionWentBack it -> List.of();
      case UnverifiedPromotion it -> List.of();
      case ExceptionEnding it -> List.of();
      case FeedTrouble it -> List.of();
      case Anomalous it -> List.of();
      case Silent it -> List.of();
    };
  }

  /** The version to install, if there is one that helps; null: none is known. */
  public static @Nullable String install(Incident incident) {
    if (incident.resolved()) {
      return null;
    }
    return switch (incident.latest().conclusion()) {
      case Conclusion.Unpatched it ->
          it.smallestSafe() == null ? it.latestSafe() : it.smallestSafe();
      case Conclusion.EndOfLife it -> it.latestSafe();
      case Conclusion.VersionUnknown it -> null;
      case VersionConflict it -> null;
      case VersionWentBack it -> null;
      case Attacked it -> null;
      case Malfunction it -> null;
      case UnverifiedPromotion it -> null;
      case ExceptionEnding it -> null;
      case FeedTrouble it -> null;
      case Anomalous it -> null;
      case Silent it -> null;
    };
  }

  private static String brief(Incident incident) {
    if (incident.resolved()) {
      return "closed: " + incident.title();
    }
    String install = install(incident);
    String remedy = install == null ? "" : "; install " + install;
    return incident.severity().label() + ": " + incident.title() + remedy;
  }

  private static List<String> full(Incident incident) {
    Finding latest = incident.latest();
    List<String> lines = new ArrayList<>();
    if (incident.resolved()) {
      lines.add("Open since " + incident.openedAt() + ", closed " + incident.changedAt());
      lines.addAll(notes(incident));
      return lines;
    }
    if (incident.state() instanceof IncidentState.Acknowledged it) {
      lines.add("Taken by " + it.by() + " at " + it.at() + until(incident));
    }
    incident.members().stream()
        .limit(MAX_MEMBERS)
        .map(member -> member.asset() + ": " + member.headline())
        .forEach(lines::add);
    if (incident.open() > MAX_MEMBERS) {
      lines.add(
          "and " + (incident.open() - Math.min(MAX_MEMBERS, incident.members().size())) + " more");
    }
    lines.addAll(reasons(latest.conclusion()));
    String install = install(incident);
    if (install != null) {
      lines.add("Install: " + install + " or later");
    }
    List<String> links = links(incident).stream().limit(MAX_LINKS).toList();
    if (!links.isEmpty()) {
      lines.add("Read: " + String.join(" ", links));
    }
    lines.addAll(notes(incident));
    return lines;
  }

  private static String until(Incident incident) {
    return incident.care() == null || incident.care().until() == null
        ? ""
        : ", until " + incident.care().until();
  }

  private static List<String> notes(Incident incident) {
    List<Incident.Note> notes = incident.notes();
    return notes.subList(Math.max(0, notes.size() - MAX_NOTES), notes.size()).stream()
        .map(note -> "Note by " + note.by() + ": " + note.text())
        .toList();
  }

  private static List<String> reasons(Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.Unpatched it -> unpatched(it);
      case Conclusion.EndOfLife it -> List.of("Source: " + it.source(), evidence(it.evidence()));
      case Conclusion.VersionUnknown it -> List.of("Why: " + it.detail(), evidence(it.evidence()));
      case VersionConflict it ->
          it.claims().stream()
              .map(c -> c.evidence().source() + ": " + c.version() + ", last at " + c.lastSeen())
              .toList();
      case VersionWentBack it ->
          List.of(
              "Before: " + it.former() + ", last seen at " + it.formerSeen(),
              evidence(it.evidence()));
      case Attacked it -> RuleText.of(it);
      case Malfunction it -> RuleText.of(it);
      case UnverifiedPromotion it ->
          List.of(
              "In " + it.environment() + " since " + it.since() + "; run it in " + it.earlier(),
              evidence(it.evidence()));
      case ExceptionEnding it ->
          List.of(
              "Accepted by " + it.owner() + ": " + it.reason(),
              "Opens again: " + String.join(", ", it.covers()));
      case FeedTrouble it ->
          List.of(
              "Why: " + it.detail(),
              "Age: " + it.headline(),
              "In force: " + it.records() + " records, from " + it.source());
      case Anomalous it -> anomaly(it);
      case Silent it ->
          List.of(
              "Last record: " + (it.lastSeen() == null ? "not known" : it.lastSeen()),
              "Look at: " + it.detail(),
              "Servers: " + String.join(", ", it.servers()));
    };
  }

  private static List<String> anomaly(Anomalous it) {
    List<String> lines = new ArrayList<>();
    lines.add("Seen from " + it.from() + " to " + it.to());
    if (it.learned() != null) {
      lines.add("Learned since " + it.learned());
    }
    lines.add("Confidence: " + it.confidence());
    it.samples().forEach(sample -> lines.add("Line: " + sample));
    return lines;
  }

  private static List<String> unpatched(Conclusion.Unpatched it) {
    List<String> lines = new ArrayList<>();
    lines.add(advisory(it));
    if (it.due() != null) {
      lines.add("Patch by policy until " + it.due() + ": " + it.patchStatus().label());
    }
    if (it.note() != null) {
      lines.add("Note: " + it.note());
    }
    lines.add(evidence(it.evidence()));
    it.upgrades().stream().filter(upgrade -> !upgrade.clearsAll()).forEach(u -> lines.add(left(u)));
    it.otherwise().stream().limit(MAX_OTHERWISE).map(line -> "But: " + line).forEach(lines::add);
    return lines;
  }

  private static String left(Upgrade upgrade) {
    return "In the same lane " + upgrade.version() + " leaves open: " + few(upgrade.open());
  }

  private static String few(List<String> ids) {
    String first = ids.stream().limit(MAX_IDS).collect(Collectors.joining(", "));
    return ids.size() > MAX_IDS ? first + " and " + (ids.size() - MAX_IDS) + " more" : first;
  }

  private static String advisory(Conclusion.Unpatched it) {
    String ranges = it.ranges().stream().collect(Collectors.joining("; "));
    String score = it.cvss() == null ? "" : ", CVSS " + it.cvss();
    String due = it.exploitedDue() == null ? "" : ", to be mended by " + it.exploitedDue();
    String wild = it.exploited() ? ", exploited in the wild" + due : "";
    String summary = it.summary().isBlank() ? "" : ": " + it.summary();
    return "Advisory: "
        + it.advisory()
        + " ("
        + it.source()
        + ")"
        + summary
        + score
        + wild
        + (ranges.isEmpty() ? "" : ", affects " + ranges);
  }

  static String evidence(Evidence evidence) {
    String excerpt = evidence.excerpt() == null ? "" : ": \"" + evidence.excerpt().strip() + '"';
    return "Evidence: " + evidence.source() + " " + evidence.locator() + excerpt;
  }

  /** The text without line breaks and terminal commands, whoever wrote it. */
  public static String clean(String line) {
    return line.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
