package io.patchwatch.app.commands;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.patchwatch.app.config.Config;
import io.patchwatch.events.Command;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentAcknowledged;
import io.patchwatch.events.IncidentClosed;
import io.patchwatch.events.IncidentNoted;
import io.patchwatch.events.IncidentUnacknowledged;
import io.patchwatch.events.topics.Topic;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch incidents}. */
@picocli.CommandLine.Command(
    name = "incidents",
    description = "What is open, and who has it; acknowledge, note, close.",
    synopsisSubcommandLabel = "COMMAND")
public final class IncidentsCommand {

  private static final int EX_USAGE = 64;
  private static final int SHOWN_ID = 12;
  private static final String ID =
      "the incident, or the beginning of its id as 'patchwatch incidents list' shows it";

  @Spec private CommandSpec spec;

  /** Makes a command about an incident. */
  @FunctionalInterface
  private interface Maker {
    Command make(String id, Instant now, Incident incident);
  }

  @picocli.CommandLine.Command(name = "list", description = "Incidents, the worst first.")
  int list(
      @Mixin ConfigOption option,
      @Option(names = "--all", description = "also those that are resolved") boolean all)
      throws Stopped {
    List<Incident> shown =
        read(option.load().config()).stream()
            .filter(it -> all || !it.resolved())
            .sorted(
                Comparator.comparing(Incident::resolved)
                    .thenComparing(Comparator.comparing(Incident::severity).reversed())
                    .thenComparing(Incident::openedAt))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (shown.isEmpty()) {
      out.println("Nothing is open.");
    } else {
      int width = shown.stream().mapToInt(it -> stand(it).length()).max().orElse(0);
      String format = "%-13s %-9s %-" + Math.max(width, 5) + "s  %-20s  %s%n";
      out.printf(format, "ID", "SEVERITY", "STATE", "SINCE", "WHAT");
      shown.forEach(
          it ->
              out.printf(
                  format,
                  it.id().substring(0, Math.min(SHOWN_ID, it.id().length())),
                  it.severity().label(),
                  stand(it),
                  it.openedAt().truncatedTo(SECONDS),
                  it.title()));
    }
    out.flush();
    return 0;
  }

  private static String stand(Incident it) {
    boolean muted = it.care() != null && it.care().mutedBy() != null;
    return state(it) + (muted ? ", muted" : "");
  }

  private static String state(Incident it) {
    return switch (it.state()) {
      case io.patchwatch.events.IncidentState.Open open -> "open";
      case io.patchwatch.events.IncidentState.Acknowledged by -> "taken by " + by.by();
      case io.patchwatch.events.IncidentState.Escalated to -> "escalated, step " + to.step();
      case io.patchwatch.events.IncidentState.Resolved at -> "resolved";
    };
  }

  @picocli.CommandLine.Command(
      name = "show",
      description = "One incident with its servers and notes.")
  int show(
      @Mixin ConfigOption option, @Parameters(paramLabel = "INCIDENT", description = ID) String id)
      throws Stopped {
    Incident it = find(option.load().config(), id);
    PrintWriter out = spec.commandLine().getOut();
    out.println(it.title());
    out.println("  id        " + it.id());
    out.println("  state     " + state(it) + ", " + it.severity().label());
    out.println(
        "  since     "
            + it.openedAt().truncatedTo(SECONDS)
            + ", changed "
            + it.changedAt().truncatedTo(SECONDS));
    if (it.care() != null && it.care().mutedBy() != null) {
      out.println("  muted by  " + it.care().mutedBy());
    }
    if (it.care() != null && it.care().until() != null) {
      out.println("  until     " + it.care().until().truncatedTo(SECONDS));
    }
    out.println("  findings  " + it.open() + " open of " + it.total());
    it.members()
        .forEach(
            m ->
                out.println(
                    "    " + m.severity().label() + "  " + m.asset() + ": " + m.headline()));
    it.notes()
        .forEach(
            note ->
                out.println(
                    "  note      "
                        + note.at().truncatedTo(SECONDS)
                        + " "
                        + note.by()
                        + ": "
                        + note.text()));
    out.flush();
    return 0;
  }

  @picocli.CommandLine.Command(
      name = "acknowledge",
      aliases = "ack",
      description = "I am on it: no reminder and no escalation until it ends.")
  int acknowledge(
      @Mixin ConfigOption option,
      @Mixin PersonOption person,
      @Parameters(paramLabel = "INCIDENT", description = ID) String id,
      @Option(
              names = "--for",
              paramLabel = "TIME",
              description = "so long, as PT2H; alerting.acknowledge_timeout if not given")
          @Nullable Duration time)
      throws Stopped {
    return send(
        option,
        id,
        (command, now, it) ->
            new IncidentAcknowledged(
                command,
                now,
                CommandSender.COLLECTOR,
                it.id(),
                it.openedAt(),
                person.name(),
                time == null ? null : now.plus(time)));
  }

  @picocli.CommandLine.Command(
      name = "unacknowledge",
      aliases = "unack",
      description = "Nobody is on it any more; it is paged again.")
  int unacknowledge(
      @Mixin ConfigOption option,
      @Mixin PersonOption person,
      @Parameters(paramLabel = "INCIDENT", description = ID) String id)
      throws Stopped {
    return send(
        option,
        id,
        (command, now, it) ->
            new IncidentUnacknowledged(
                command, now, CommandSender.COLLECTOR, it.id(), person.name()));
  }

  @picocli.CommandLine.Command(name = "note", description = "Writes down what was found or done.")
  int note(
      @Mixin ConfigOption option,
      @Mixin PersonOption person,
      @Parameters(paramLabel = "INCIDENT", description = ID) String id,
      @Parameters(paramLabel = "TEXT", description = "1 to 2000 characters") String text)
      throws Stopped {
    return send(
        option,
        id,
        (command, now, it) ->
            new IncidentNoted(command, now, CommandSender.COLLECTOR, it.id(), person.name(), text));
  }

  @picocli.CommandLine.Command(
      name = "close",
      description = "Closes it by hand; what still fires opens it again after a while.")
  int close(
      @Mixin ConfigOption option,
      @Mixin PersonOption person,
      @Parameters(paramLabel = "INCIDENT", description = ID) String id,
      @Parameters(paramLabel = "REASON", description = "1 to 2000 characters") String reason)
      throws Stopped {
    return send(
        option,
        id,
        (command, now, it) ->
            new IncidentClosed(
                command,
                now,
                CommandSender.COLLECTOR,
                it.id(),
                it.openedAt(),
                person.name(),
                reason));
  }

  private int send(ConfigOption option, String id, Maker maker) throws Stopped {
    Config config = option.load().config();
    Incident incident = find(config, id);
    try {
      Command command =
          maker.make(UUID.randomUUID().toString(), Clock.systemUTC().instant(), incident);
      CommandSender.send(config.kafka(), command);
    } catch (IllegalArgumentException e) {
      throw new Stopped(EX_USAGE, String.valueOf(e.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("done: " + incident.title());
    out.flush();
    return 0;
  }

  private static Collection<Incident> read(Config config) throws Stopped {
    return NewestRecords.at(config.kafka()).of(Topic.INCIDENTS, Incident.class);
  }

  private static Incident find(Config config, String beginning) throws Stopped {
    List<Incident> found =
        read(config).stream().filter(it -> it.id().startsWith(beginning)).toList();
    if (found.size() != 1) {
      throw new Stopped(
          EX_USAGE,
          (found.isEmpty() ? "no incident begins" : found.size() + " incidents begin")
              + " with '"
              + beginning
              + "'; see patchwatch incidents list");
    }
    return found.get(0);
  }
}
