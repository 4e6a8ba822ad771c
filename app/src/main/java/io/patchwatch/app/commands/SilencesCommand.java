package io.patchwatch.app.commands;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.app.config.Config;
import io.patchwatch.events.Command;
import io.patchwatch.events.SilenceExpired;
import io.patchwatch.events.SilenceSet;
import io.patchwatch.events.topics.Topic;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch silences}. */
@picocli.CommandLine.Command(
    name = "silences",
    description = "Silences and maintenance windows.",
    synopsisSubcommandLabel = "COMMAND")
public final class SilencesCommand {

  private static final int EX_USAGE = 64;
  private static final int SHORT_ID = 8;

  @Spec private CommandSpec spec;

  @picocli.CommandLine.Command(name = "list", description = "Those that are not over.")
  int list(@Mixin ConfigOption option) throws Stopped {
    List<SilenceSet> silences = read(option.load().config());
    PrintWriter out = spec.commandLine().getOut();
    if (silences.isEmpty()) {
      out.println("There is no silence.");
    } else {
      String format = "%-12s %-12s %-21s %-21s %-14s %s%n";
      out.printf(format, "ID", "KIND", "FROM", "UNTIL", "BY", "WHAT");
      for (SilenceSet it : silences) {
        String what = String.join(", ", it.matchers()) + "; " + it.comment();
        out.printf(
            format,
            it.silence(),
            it.kind().label(),
            it.startsAt().truncatedTo(SECONDS),
            it.endsAt().truncatedTo(SECONDS),
            it.by(),
            what);
      }
    }
    out.flush();
    return 0;
  }

  @picocli.CommandLine.Command(
      name = "add",
      description = "Findings with such labels page nobody for a while.")
  int add(
      @Mixin ConfigOption option,
      @Mixin PersonOption person,
      @Parameters(
              arity = "1..20",
              paramLabel = "MATCHER",
              description = "as asset=chat-1, severity=~\"low|medium\"; all must match")
          List<String> matchers,
      @Option(
              names = "--for",
              required = true,
              paramLabel = "TIME",
              description = "so long, as PT2H")
          Duration time,
      @Option(
              names = "--from",
              paramLabel = "TIME",
              description = "from then on, as 2026-12-01T22:00:00Z; now if not given")
          @Nullable Instant from,
      @Option(names = "--comment", required = true, paramLabel = "TEXT", description = "why")
          String comment,
      @Option(names = "--maintenance", description = "work is being done on it")
          boolean maintenance)
      throws Stopped {
    Config config = option.load().config();
    Instant now = Clock.systemUTC().instant();
    Instant begin = from == null ? now : from;
    String id = UUID.randomUUID().toString();
    try {
      SilenceSet set =
          new SilenceSet(
              id,
              now,
              CommandSender.COLLECTOR,
              id.substring(0, SHORT_ID),
              maintenance ? SilenceSet.Kind.MAINTENANCE : SilenceSet.Kind.SILENCE,
              matchers.stream().map(text -> Matcher.parse(text).toString()).toList(),
              begin,
              begin.plus(time),
              person.name(),
              comment);
      CommandSender.send(config.kafka(), set);
      tell(
          set.kind().label() + " " + set.silence() + " until " + set.endsAt().truncatedTo(SECONDS));
    } catch (IllegalArgumentException e) {
      throw new Stopped(EX_USAGE, String.valueOf(e.getMessage()));
    }
    return 0;
  }

  @picocli.CommandLine.Command(name = "expire", description = "Ends a silence now.")
  int expire(
      @Mixin ConfigOption option,
      @Mixin PersonOption person,
      @Parameters(paramLabel = "SILENCE", description = "its id") String id)
      throws Stopped {
    Config config = option.load().config();
    if (read(config).stream().noneMatch(it -> it.silence().equals(id))) {
      throw new Stopped(EX_USAGE, "there is no silence '" + id + "'; see patchwatch silences list");
    }
    CommandSender.send(
        config.kafka(),
        new SilenceExpired(
            UUID.randomUUID().toString(),
            Clock.systemUTC().instant(),
            CommandSender.COLLECTOR,
            id,
            person.name()));
    tell("silence " + id + " is over");
    return 0;
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private static List<SilenceSet> read(Config config) throws Stopped {
    Instant now = Clock.systemUTC().instant();
    return NewestRecords.at(config.kafka()).of(Topic.COMMANDS, Command.class).stream()
        .filter(it -> it instanceof SilenceSet)
        .map(SilenceSet.class::cast)
        .filter(it -> it.endsAt().isAfter(now))
        .sorted(Comparator.comparing(SilenceSet::endsAt))
        .toList();
  }
}
