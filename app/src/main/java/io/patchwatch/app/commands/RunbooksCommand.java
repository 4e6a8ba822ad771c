package io.patchwatch.app.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.alerting.history.Runbooks;
import io.patchwatch.app.config.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch runbooks}. */
@Command(
    name = "runbooks",
    description = "What to do, written down for the next time.",
    synopsisSubcommandLabel = "COMMAND")
public final class RunbooksCommand {

  private static final int EX_USAGE = 64;
  private static final int MOST = 20;
  private static final long MAX_BYTES = 64 * 1024;

  @Spec private CommandSpec spec;

  @Command(name = "search", description = "Pages with these words, the best first.")
  int search(
      @Mixin ConfigOption option,
      @Parameters(paramLabel = "WORDS", arity = "0..1", description = "all if none are given")
          @Nullable String words)
      throws Stopped {
    Config config = option.load().config();
    PrintWriter out = spec.commandLine().getOut();
    HistoryConnection.with(
        config.elasticsearch(),
        it -> {
          for (JsonNode page : new Runbooks(it).search(words, MOST)) {
            out.println(
                page.path("patchwatch.runbook.id").asText()
                    + "  "
                    + MessageText.clean(page.path("patchwatch.runbook.title").asText()));
            page.path("message")
                .asText()
                .lines()
                .forEach(line -> out.println("    " + MessageText.clean(line)));
          }
        });
    out.flush();
    return 0;
  }

  @Command(name = "put", description = "Writes a page down, or replaces it.")
  int put(
      @Mixin ConfigOption option,
      @Mixin PersonOption person,
      @Parameters(paramLabel = "ID", description = "of the page, as openfire-bypass") String id,
      @Option(names = "--title", required = true, paramLabel = "TITLE", description = "one line")
          String title,
      @Option(
              names = "--file",
              required = true,
              paramLabel = "FILE",
              description = "the text, up to 64 KiB")
          Path file)
      throws Stopped {
    Config config = option.load().config();
    String text = read(file);
    HistoryConnection.with(
        config.elasticsearch(),
        it -> new Runbooks(it).put(id, title, text, person.name(), Clock.systemUTC().instant()));
    PrintWriter out = spec.commandLine().getOut();
    out.println("kept: " + id);
    out.flush();
    return 0;
  }

  private static String read(Path file) throws Stopped {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Stopped(EX_USAGE, file + " is larger than 64 KiB; write less");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new Stopped(EX_USAGE, file + " cannot be read: " + e.getMessage());
    }
  }
}
