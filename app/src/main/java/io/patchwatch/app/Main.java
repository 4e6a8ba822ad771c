package io.patchwatch.app;

import io.patchwatch.app.commands.CheckConfigCommand;
import io.patchwatch.app.commands.ExceptionsCommand;
import io.patchwatch.app.commands.FeedsCommand;
import io.patchwatch.app.commands.HistoryCommand;
import io.patchwatch.app.commands.IncidentsCommand;
import io.patchwatch.app.commands.OnCallCommand;
import io.patchwatch.app.commands.PolicyCommand;
import io.patchwatch.app.commands.ProductsCommand;
import io.patchwatch.app.commands.RoutesCommand;
import io.patchwatch.app.commands.RulesCommand;
import io.patchwatch.app.commands.RunCommand;
import io.patchwatch.app.commands.RunbooksCommand;
import io.patchwatch.app.commands.ScanCommand;
import io.patchwatch.app.commands.SilencesCommand;
import io.patchwatch.app.commands.Stopped;
import io.patchwatch.app.commands.TopicsCommand;
import io.patchwatch.app.commands.TruthCommand;
import io.patchwatch.app.commands.VersionCommand;
import io.patchwatch.app.commands.VexCommand;
import io.patchwatch.app.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one entry point. */
@Command(
    name = "patchwatch",
    description = "Keeps the chat servers that you run yourself patched and watched.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ScanCommand.class,
      RunCommand.class,
      CheckConfigCommand.class,
      IncidentsCommand.class,
      SilencesCommand.class,
      OnCallCommand.class,
      HistoryCommand.class,
      RunbooksCommand.class,
      RoutesCommand.class,
      TopicsCommand.class,
      FeedsCommand.class,
      PolicyCommand.class,
      ExceptionsCommand.class,
      VexCommand.class,
      ProductsCommand.class,
      RulesCommand.class,
      TruthCommand.class,
      VersionCommand.class
    },
    footer = {
      "",
      "New here?   patchwatch demo                      a simulated fleet, for a look around",
      "            patchwatch scan openfire 4.7.4       is this release safe? what to install?",
      "            patchwatch run -c patchwatch.yml     watch your own servers"
    })
public final class Main {

  private static final int HELP_WIDTH = 110;

  private Main() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** All commands, for tests and scripts in Java. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setUsageHelpWidth(HELP_WIDTH);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(Main::explain);
    return commandLine;
  }

  /** An expected failure is one message without a stack trace. */
  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof Stopped stopped) {
      commandLine.getErr().println(stopped.getMessage());
      return stopped.exitCode();
    }
    throw failure;
  }
}
