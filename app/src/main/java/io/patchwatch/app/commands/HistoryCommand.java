package io.patchwatch.app.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.alerting.history.HistoryQueries;
import io.patchwatch.alerting.history.Retention;
import io.patchwatch.app.config.Config;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch history}. */
@Command(
    name = "history",
    description = "What happened, and what was it last time.",
    synopsisSubcommandLabel = "COMMAND")
public final class HistoryCommand {

  private static final int MOST = 50;

  @Spec private CommandSpec spec;

  @Command(name = "search", description = "Happenings with these words, the newest first.")
  int search(
      @Mixin ConfigOption option,
      @Parameters(paramLabel = "WORDS", arity = "0..1", description = "any if none are given")
          @Nullable String words,
      @Option(names = "--asset", paramLabel = "ID", description = "of this server")
          @Nullable String asset,
      @Option(names = "--since", paramLabel = "TIME", description = "as 2026-11-01T00:00:00Z")
          @Nullable Instant since)
      throws Stopped {
    Config config = option.load().config();
    HistoryConnection.with(
        config.elasticsearch(),
        it -> print(new HistoryQueries(it).search(words, asset, since, MOST)));
    return 0;
  }

  @Command(name = "timeline", description = "All that happened to an incident, in order.")
  int timeline(
      @Mixin ConfigOption option,
      @Parameters(paramLabel = "INCIDENT", description = "its id") String incident)
      throws Stopped {
    Config config = option.load().config();
    HistoryConnection.with(
        config.elasticsearch(), it -> print(new HistoryQueries(it).timeline(incident)));
    return 0;
  }

  @Command(
      name = "similar",
      description = "Resolved incidents that are like one, with their notes.")
  int similar(
      @Mixin ConfigOption option,
      @Parameters(paramLabel = "INCIDENT", description = "its id") String incident)
      throws Stopped {
    Config config = option.load().config();
    HistoryConnection.with(
        config.elasticsearch(), it -> print(new HistoryQueries(it).similar(incident)));
    return 0;
  }

  @Command(name = "retention", description = "Days of the history that are due to be deleted.")
  int retention(@Mixin ConfigOption option) throws Stopped {
    Config config = option.load().config();
    PrintWriter out = spec.commandLine().getOut();
    HistoryConnection.with(
        config.elasticsearch(),
        it -> {
          List<String> due =
              new Retention(it, config.elasticsearch().retention(), Clock.systemUTC()).due();
          due.forEach(out::println);
          out.println(due.isEmpty() ? "Nothing is due." : due.size() + " are due.");
        });
    out.flush();
    return 0;
  }

  private void print(List<JsonNode> happenings) {
    PrintWriter out = spec.commandLine().getOut();
    if (happenings.isEmpty()) {
      out.println("Nothing is known.");
    }
    for (JsonNode it : happenings) {
      out.println(
          text(it, "@timestamp")
              + "  "
              + String.format("%-24s", text(it, "event.action"))
              + "  "
              + what(it));
      it.path("patchwatch.incident.notes")
          .forEach(note -> out.println("    note: " + MessageText.clean(note.asText())));
    }
    out.flush();
  }

  private static String what(JsonNode it) {
    String by = text(it, "user.name");
    String receiver = text(it, "patchwatch.delivery.receiver");
    String text =
        text(it, "message").isEmpty()
            ? text(it, "patchwatch.finding.headline")
            : text(it, "message");
    return String.join(
            " ",
            by.isEmpty() ? "" : by + ":",
            receiver.isEmpty() ? "" : "to " + receiver + ",",
            text.isEmpty() ? text(it, "event.reason") : text)
        .strip();
  }

  private static String text(JsonNode it, String field) {
    return MessageText.clean(it.path(field).asText(""));
  }
}
