package io.patchwatch.app.commands;

import io.patchwatch.alerting.history.LogRecords;
import io.patchwatch.app.Ink;
import io.patchwatch.app.rules.Backtest;
import io.patchwatch.app.rules.BacktestText;
import io.patchwatch.app.rules.RecordFile;
import io.patchwatch.app.rules.RuleFiles;
import io.patchwatch.streams.sigma.Level;
import io.patchwatch.streams.sigma.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch rules backtest}. */
@Command(
    name = "backtest",
    description = {
      "How often rules would have fired on the log records of the past, and how often they would",
      "have paged. Reads the history in Elasticsearch, or a file. Changes and sends nothing."
    })
final class BacktestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption option;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "7d",
      description = "How far back: 12h, 7d; ${DEFAULT-VALUE} if not given.")
  private String since;

  @Option(
      names = "--file",
      paramLabel = "LOG",
      description = "Reads this file, not the history: a server's log, or log-parsed records.")
  private @Nullable Path file;

  @Option(names = "--product", paramLabel = "ID", description = "Who wrote the file.")
  private @Nullable String product;

  @Option(
      names = "--server",
      paramLabel = "ID",
      defaultValue = "server",
      description = "The asset that wrote the file; ${DEFAULT-VALUE} if not given.")
  private String server;

  @Option(
      names = "--page-at",
      paramLabel = "LEVEL",
      defaultValue = "HIGH",
      description = "The lowest level that would page somebody; ${DEFAULT-VALUE} if not given.")
  private Level pageAt;

  @Option(names = "--json", description = "for programs")
  private boolean json;

  @Parameters(
      paramLabel = "RULES",
      arity = "0..*",
      description = "Files or directories of rules, which are told of; all rules if none is named.")
  private @Nullable List<Path> paths;

  @Override
  public Integer call() throws Stopped {
    RuleFiles files = RulesCommand.files(paths, placeholders());
    var book = files.book();
    for (Refusal refusal : book.refusals()) {
      if (files.owns(refusal.origin())) {
        throw new Stopped(RulesCommand.EX_DATA, refusal + "; see patchwatch rules check");
      }
    }
    Backtest backtest = new Backtest(book, rule -> files.owns(rule.origin()), pageAt);
    read(backtest);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(BacktestText.json(backtest).toPrettyString());
    } else {
      BacktestText.print(backtest, out, Ink.forTerminal());
    }
    out.flush();
    return 0;
  }

  /** A file is read without a configuration, unless one is named. */
  private Map<String, List<String>> placeholders() throws Stopped {
    boolean named = spec.commandLine().getParseResult().hasMatchedOption("--config");
    return file == null || named
        ? option.load().config().detection().rules().placeholders()
        : Map.of();
  }

  private void read(Backtest backtest) throws Stopped {
    Instant now = Clock.systemUTC().instant();
    Path log = file;
    if (log == null) {
      Instant from = now.minus(span());
      HistoryConnection.with(
          option.load().config().elasticsearch(),
          it -> new LogRecords(it).each(from, now, backtest::take));
      return;
    }
    String whose = product == null ? null : RulesCommand.product(product).id();
    try {
      RecordFile.read(log, whose, server, now).forEach(backtest::take);
    } catch (IOException e) {
      throw new Stopped(RulesCommand.EX_NO_INPUT, String.valueOf(e.getMessage()));
    }
  }

  private Duration span() throws Stopped {
    try {
      String unit = since.toUpperCase(Locale.ROOT);
      return Duration.parse(unit.endsWith("D") ? "P" + unit : "PT" + unit);
    } catch (DateTimeParseException e) {
      throw new Stopped(
          RulesCommand.EX_USAGE, "--since is '" + since + "'; write for example 12h or 7d");
    }
  }
}
