package io.patchwatch.app.commands;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.patchwatch.alerting.schedule.Person;
import io.patchwatch.alerting.schedule.Roster;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code patchwatch oncall}. */
@Command(
    name = "oncall",
    description = "Who is on call, now and later.",
    synopsisSubcommandLabel = "COMMAND")
public final class OnCallCommand {

  private static final int EX_USAGE = 64;
  private static final int MOST_DAYS = 366;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

  @Spec private CommandSpec spec;

  @Command(
      name = "who",
      description = "Who is on call at a moment; 1 if nobody is by some schedule.")
  int who(
      @Mixin ConfigOption option,
      @Option(
              names = "--at",
              paramLabel = "TIME",
              description = "as 2026-12-24T20:00:00Z; now if not given")
          @Nullable Instant at,
      @Option(names = "--schedule", paramLabel = "NAME", description = "all if not given")
          @Nullable String schedule)
      throws Stopped {
    Roster roster = option.load().config().alerting().roster();
    Instant time = at == null ? Clock.systemUTC().instant().truncatedTo(SECONDS) : at;
    PrintWriter out = spec.commandLine().getOut();
    boolean gap = false;
    for (String name : chosen(roster, schedule)) {
      List<Person> people = roster.onCall(name, time);
      gap |= people.isEmpty();
      String who =
          people.isEmpty()
              ? "nobody"
              : String.join(
                  ", ",
                  people.stream()
                      .map(it -> it.name() + " (" + String.join(", ", it.receivers()) + ")")
                      .toList());
      out.printf("%-20s %s  at %s%n", name, who, time);
    }
    out.flush();
    return gap ? 1 : 0;
  }

  @Command(name = "calendar", description = "Who is on call in the next days; 1 if there is a gap.")
  int calendar(
      @Mixin ConfigOption option,
      @Option(
              names = "--from",
              paramLabel = "TIME",
              description = "as 2026-12-24T00:00:00Z; now if not given")
          @Nullable Instant from,
      @Option(
              names = "--days",
              paramLabel = "N",
              defaultValue = "14",
              description = "1 to 366; ${DEFAULT-VALUE} if not given")
          int days,
      @Option(names = "--schedule", paramLabel = "NAME", description = "all if not given")
          @Nullable String schedule,
      @Option(
              names = "--zone",
              paramLabel = "ZONE",
              defaultValue = "UTC",
              description = "in which times are shown, as Europe/Berlin")
          ZoneId zone)
      throws Stopped {
    if (days < 1 || days > MOST_DAYS) {
      throw new Stopped(EX_USAGE, "--days: " + days + " is not possible; use 1 to " + MOST_DAYS);
    }
    Roster roster = option.load().config().alerting().roster();
    Instant begin = from == null ? quarter(Clock.systemUTC().instant()) : from;
    boolean gap = false;
    PrintWriter out = spec.commandLine().getOut();
    for (String name : chosen(roster, schedule)) {
      out.println(name + " (" + zone + ")");
      for (Roster.Watch it : roster.watches(name, begin, begin.plus(Duration.ofDays(days)))) {
        gap |= it.person() == null;
        out.printf(
            "  %s  to  %s  %s%n",
            TIME.format(it.from().atZone(zone)),
            TIME.format(it.until().atZone(zone)),
            it.person() == null ? "NOBODY" : it.person());
      }
    }
    out.flush();
    return gap ? 1 : 0;
  }

  private static Instant quarter(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond() / 900 * 900);
  }

  private static Set<String> chosen(Roster roster, @Nullable String schedule) throws Stopped {
    if (roster.schedules().isEmpty()) {
      throw new Stopped(EX_USAGE, "there is no schedule; add one to alerting.schedules");
    }
    if (schedule != null && !roster.schedules().contains(schedule)) {
      throw new Stopped(
          EX_USAGE,
          "there is no schedule '"
              + schedule
              + "'; there are "
              + String.join(", ", roster.schedules()));
    }
    return schedule == null ? roster.schedules() : Set.of(schedule);
  }
}
