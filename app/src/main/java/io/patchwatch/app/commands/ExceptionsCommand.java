package io.patchwatch.app.commands;

import io.patchwatch.app.config.Config;
import io.patchwatch.app.policy.ExceptionList;
import io.patchwatch.app.policy.ExceptionList.Row;
import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.Finding;
import io.patchwatch.events.topics.Topic;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code patchwatch exceptions list}. */
@Command(
    name = "exceptions",
    description = "Accepted risks and the statements of VEX documents.",
    synopsisSubcommandLabel = "COMMAND")
public final class ExceptionsCommand {

  @Spec private CommandSpec spec;

  @Command(
      name = "list",
      description =
          "Who answers for what, until when, and how many findings it closes now; 1 if one ends"
              + " soon or has ended.")
  int list(@Mixin ConfigOption option) throws Stopped {
    Config config = option.load().config();
    NewestRecords records = NewestRecords.at(config.kafka());
    Instant now = Clock.systemUTC().instant();
    ExceptionList list =
        ExceptionList.of(
            records.of(Topic.EXCEPTIONS, ExceptionCommand.class),
            records.of(Topic.FINDINGS, Finding.class),
            config.detection().policy().exceptions().warnBefore(),
            now);
    print(list);
    return list.wantsAttention() ? 1 : 0;
  }

  private void print(ExceptionList list) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-24s %-7s %-22s %-16s %7s  %s%n", "ID", "STATE", "UNTIL", "OWNER", "CLOSES", "WHAT");
    for (Row row : list.rows()) {
      out.printf(
          "%-24s %-7s %-22s %-16s %7s  %s; %s%n",
          row.id(),
          row.state().name().toLowerCase(Locale.ROOT),
          row.until() == null ? "as stated" : row.until(),
          row.owner(),
          row.covers() < 0 ? "-" : row.covers(),
          row.scope(),
          row.reason());
    }
    out.flush();
  }
}
