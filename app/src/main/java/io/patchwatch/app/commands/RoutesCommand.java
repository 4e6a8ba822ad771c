package io.patchwatch.app.commands;

import io.patchwatch.alerting.routing.Destination;
import io.patchwatch.alerting.routing.RouteTree;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch routes}. */
@Command(
    name = "routes",
    description = "Explains who is told what.",
    subcommands = {RoutesCommand.Test.class})
public final class RoutesCommand {

  /** {@code patchwatch routes test}. */
  @Command(
      name = "test",
      description = "Says who would be told of a finding with these labels; sends nothing.",
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:somebody would be told", "78:the configuration has mistakes"})
  public static final class Test implements Callable<Integer> {

    @Mixin private ConfigOption option;
    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "label=value",
        description = "as severity=critical environment=production asset=chat-eu-1")
    private Map<String, String> labels = Map.of();

    @Override
    public Integer call() throws Stopped {
      RouteTree tree = new RouteTree(option.load().config().alerting().route());
      PrintWriter out = spec.commandLine().getOut();
      tree.destinations(labels).forEach(it -> out.println(line(it)));
      return 0;
    }

    private static String line(Destination it) {
      List<String> groupBy = it.groupBy();
      return it.receiver()
          + "  (one incident for each "
          + (groupBy == null ? "advisory, attack or trouble" : String.join(", ", groupBy))
          + ")";
    }
  }
}
