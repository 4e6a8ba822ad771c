package io.patchwatch.app.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.app.vex.Claim;
import io.patchwatch.app.vex.Claims;
import io.patchwatch.app.vex.Head;
import io.patchwatch.app.vex.VexOut;
import io.patchwatch.events.Finding;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code patchwatch vex export}. */
@Command(
    name = "vex",
    description = "Statements on what is affected by a vulnerability (VEX).",
    synopsisSubcommandLabel = "COMMAND")
public final class VexCommand {

  private static final int EX_USAGE = 64;

  @Spec private CommandSpec spec;

  @Command(
      name = "export",
      description =
          "Writes what is known of the releases that run here as a VEX document; 1 if there is"
              + " nothing to state.")
  int export(
      @Mixin ConfigOption option,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              defaultValue = "openvex",
              description = "${COMPLETION-CANDIDATES}. ${DEFAULT-VALUE}")
          VexOut format,
      @Option(names = "--author", required = true, description = "Who states it.") String author,
      @Option(
              names = "--namespace",
              required = true,
              paramLabel = "URL",
              description = "A URL of your own, under which the document has its id.")
          String namespace)
      throws Stopped {
    if (!namespace.startsWith("https://") && !namespace.startsWith("http://")) {
      throw new Stopped(EX_USAGE, "--namespace is " + namespace + "; use a URL of your own");
    }
    Loaded loaded = option.load();
    NewestRecords records = NewestRecords.at(loaded.config().kafka());
    List<Claim> claims =
        Claims.of(
            loaded.catalogue(),
            records.of(Topic.SOFTWARE, SoftwareEvent.class),
            records.of(Topic.FINDINGS, Finding.class));
    if (claims.isEmpty()) {
      throw new Stopped(1, "there is nothing to state: no finding names a vulnerability");
    }
    Head head =
        new Head(author, namespace, Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
    print(format.document(head, claims));
    return 0;
  }

  private void print(Map<String, Object> document) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      out.println(Wire.json().writerWithDefaultPrettyPrinter().writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the document cannot be written", e);
    }
    out.flush();
  }
}
