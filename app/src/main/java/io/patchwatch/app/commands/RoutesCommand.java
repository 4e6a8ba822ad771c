package io.patchwatch.app.commands;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.patchwatch.alerting.AlertingSettings;
import io.patchwatch.alerting.routing.RouteTree;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      description = "Says who would be told when of a finding with these labels; sends nothing.",
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:somebody would be told", "78:the configuration has mistakes"})
  public static final class Test implements Callable<Integer> {

    @Mixin private ConfigOption option;
    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "label=value",
        description = "as severity=critical environment=production asset=chat-eu-1")
    private Map<String, String> labels = Map.of();

    @Option(
        names = "--at",
        paramLabel = "TIME",
        description = "for time intervals and schedules: 2026-11-24T03:00:00Z; now if not given")
    private @Nullable Instant at;

    @Override
    public Integer call() throws Stopped {
      AlertingSettings settings = option.load().config().alerting();
      Instant time = at == null ? Clock.systemUTC().instant().truncatedTo(SECONDS) : at;
      RouteExplanation explanation = new RouteExplanation(settings, time);
      PrintWriter out = spec.commandLine().getOut();
      new RouteTree(settings.route())
          .destinations(labels)
          .forEach(it -> explanation.of(it).forEach(out::println));
      explanation.inhibition(labels).forEach(out::println);
      return 0;
    }
  }
}
