package io.patchwatch.app.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.patchwatch.app.Ink;
import io.patchwatch.app.rules.RecordFile;
import io.patchwatch.app.rules.RuleCheck;
import io.patchwatch.app.rules.RuleExplanation;
import io.patchwatch.app.rules.RuleFiles;
import io.patchwatch.app.rules.RuleList;
import io.patchwatch.app.rules.SampleReport;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.Suggestion;
import io.patchwatch.streams.samples.RecordReader;
import io.patchwatch.streams.sigma.Refusal;
import io.patchwatch.streams.sigma.RuleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch rules}. */
@Command(
    name = "rules",
    description = "Detection rules: what there is, and what they would make of your logs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = BacktestCommand.class)
public final class RulesCommand {

  static final int EX_USAGE = 64;
  static final int EX_DATA = 65;
  static final int EX_NO_INPUT = 66;

  @Spec private CommandSpec spec;

  @Command(
      name = "list",
      description =
          "All rules, the severest first; for one product, what its log can show of them.")
  int list(
      @Mixin PlaceholderOption config,
      @Option(names = "--product", paramLabel = "ID", description = "what this product's log shows")
          @Nullable String product,
      @Option(names = "--json", description = "for programs") boolean json,
      @Parameters(paramLabel = "FILE", arity = "0..*", description = "further files or directories")
          @Nullable List<Path> paths)
      throws Stopped {
    RuleFiles files = files(paths, config.values());
    RuleList list = RuleList.of(files.book(), product == null ? null : product(product));
    if (json) {
      print(list.json());
    } else {
      list.print(out(), Ink.forTerminal());
      out().flush();
    }
    return 0;
  }

  @Command(
      name = "check",
      description = "Every mistake in files of rules, with its place and what to do about it.")
  int check(
      @Mixin PlaceholderOption config,
      @Option(names = "--json", description = "for programs") boolean json,
      @Parameters(paramLabel = "FILE", arity = "1..*", description = "files or directories")
          List<Path> paths)
      throws Stopped {
    RuleFiles files = files(paths, config.values());
    List<Refusal> mistakes = RuleCheck.of(files);
    if (json) {
      ArrayNode list = Wire.json().createArrayNode();
      mistakes.forEach(
          it ->
              list.addObject()
                  .put("file", it.origin())
                  .put("rule", it.rule())
                  .put("place", it.place())
                  .put("mistake", it.reason()));
      print(list);
    } else {
      Ink ink = Ink.forTerminal();
      mistakes.forEach(it -> out().println(ink.red("✗ ") + it));
      out()
          .printf(
              "%d files, %s%n",
              files.texts().size(),
              mistakes.isEmpty()
                  ? ink.green("no mistake")
                  : ink.red(mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes"));
      out().flush();
    }
    return mistakes.isEmpty() ? 0 : EX_DATA;
  }

  @Command(
      name = "test",
      description = {
        "Plays the samples beside files of rules (NAME.samples.yml) through parsers and rules.",
        "Without FILE: those of the built-in rules."
      })
  int test(
      @Mixin PlaceholderOption config,
      @Parameters(paramLabel = "FILE", arity = "0..*", description = "files or directories")
          @Nullable List<Path> paths)
      throws Stopped {
    RuleFiles files = files(paths, config.values());
    SampleReport report = new SampleReport(out(), Ink.forTerminal(), files.book());
    try {
      if (files.texts().isEmpty()) {
        report.pack();
      }
      for (RuleText text : files.texts()) {
        report.beside(Path.of(text.origin()));
      }
    } catch (IOException e) {
      throw new Stopped(EX_NO_INPUT, String.valueOf(e.getMessage()));
    }
    boolean good = report.summary();
    out().flush();
    return good ? 0 : 1;
  }

  @Command(
      name = "explain",
      description = "Why a rule matched lines of a log, or why it did not, part by part.")
  int explain(
      @Mixin PlaceholderOption config,
      @Parameters(index = "0", paramLabel = "RULE", description = "its name or id") String rule,
      @Option(names = "--product", paramLabel = "ID", required = true, description = "who wrote it")
          String product,
      @Option(names = "--line", paramLabel = "TEXT", description = "a line of the log")
          @Nullable String line,
      @Option(
              names = "--server",
              paramLabel = "ID",
              defaultValue = "server",
              description = "the asset; ${DEFAULT-VALUE} if not given")
          String server,
      @Option(names = "--rules", paramLabel = "FILE", description = "files or directories of rules")
          @Nullable List<Path> paths,
      @Parameters(index = "1", arity = "0..1", paramLabel = "LOG", description = "a file of lines")
          @Nullable Path file)
      throws Stopped {
    RuleExplanation explanation =
        new RuleExplanation(out(), Ink.forTerminal(), files(paths, config.values()).book());
    if (!explanation.knows(rule)) {
      throw new Stopped(
          EX_USAGE, "there is no rule '" + rule + "'; patchwatch rules list shows all");
    }
    Product known = product(product);
    explanation.sight(rule, known);
    for (LogParsed record : records(known, server, line, file)) {
      explanation.print(rule, record);
    }
    out().flush();
    return 0;
  }

  private static List<LogParsed> records(
      Product product, String server, @Nullable String line, @Nullable Path file) throws Stopped {
    if (line != null) {
      return RecordReader.of(Catalogue.builtIn(), product.id())
          .read(server, line, Clock.systemUTC().instant());
    }
    if (file == null) {
      return List.of();
    }
    try {
      return RecordFile.read(file, product.id(), server, Clock.systemUTC().instant());
    } catch (IOException e) {
      throw new Stopped(EX_NO_INPUT, String.valueOf(e.getMessage()));
    }
  }

  static RuleFiles files(@Nullable List<Path> paths, Map<String, List<String>> placeholders)
      throws Stopped {
    try {
      return RuleFiles.read(paths == null ? List.of() : paths, placeholders);
    } catch (IOException e) {
      throw new Stopped(EX_NO_INPUT, String.valueOf(e.getMessage()));
    }
  }

  static Product product(String idOrAlias) throws Stopped {
    Product product = Catalogue.builtIn().get(idOrAlias);
    if (product == null) {
      throw new Stopped(
          EX_USAGE,
          "there is no product '"
              + idOrAlias
              + "'"
              + Suggestion.phrase(
                  idOrAlias, Catalogue.builtIn().all().stream().map(Product::id).toList())
              + "; patchwatch products lists them");
    }
    return product;
  }

  private void print(JsonNode json) {
    out().println(json.toPrettyString());
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
