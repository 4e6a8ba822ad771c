package io.patchwatch.app.commands;

import io.patchwatch.app.Ink;
import io.patchwatch.app.scan.Advice;
import io.patchwatch.app.scan.Library;
import io.patchwatch.app.scan.Scan;
import io.patchwatch.app.scan.ScanFormat;
import io.patchwatch.app.scan.Targets;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.ingest.net.TlsOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch scan}. */
@Command(
    name = "scan",
    description = {
      "Says what is known against what a server runs, and which version to install.",
      "Needs no Kafka, and no network but for URLs; uses the advisories of this release."
    },
    exitCodeListHeading = "Exit codes (of several servers the worst, in the order 1, 2, 0):%n",
    exitCodeList = {
      "0:nothing is known against it",
      "1:it is unpatched or end of life",
      "2:it cannot be told, or something could not be read"
    },
    footer = {
      "",
      "A target is a URL (http://host:9090), a file (dpkg or rpm list, Ansible, Ohai or PuppetDB facts,",
      "CycloneDX or SPDX, Nessus or OpenVAS report), or a product and its version (openfire 4.7.4)."
    })
public final class ScanCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "TARGET", description = "What to look at; see below.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "text|json|sarif",
      defaultValue = "text",
      description = "text, json (docs/scan.schema.json) or sarif (SARIF 2.1.0).")
  private ScanFormat format = ScanFormat.TEXT;

  @Option(names = "--output", paramLabel = "FILE", description = "Write there instead.")
  private @Nullable Path output;

  @Option(
      names = "--advisories",
      paramLabel = "DIR",
      description = "Judge by the records in this directory as well; may be repeated.")
  private List<Path> advisories = new ArrayList<>();

  @Option(
      names = "--today",
      paramLabel = "YYYY-MM-DD",
      description = "The day for which end of life is judged; by default today.")
  private @Nullable LocalDate today;

  @Option(names = "--insecure", description = "Accept any TLS certificate of the URL.")
  private boolean insecure;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException, Stopped {
    Catalogue catalogue = Catalogue.builtIn();
    Targets found = new Targets(catalogue, new TlsOptions(null, insecure));
    found.find(targets);
    if (found.servers().isEmpty()) {
      throw new Stopped(Scan.CANNOT_TELL, String.join(System.lineSeparator(), found.problems()));
    }
    Scan scan = judged(found, library(catalogue));
    write(scan);
    return scan.exitCode();
  }

  private Library library(Catalogue catalogue) throws Stopped {
    try {
      return Library.of(AdvisorySnapshot.bundled(), advisories, catalogue);
    } catch (IOException e) {
      throw new Stopped(Scan.CANNOT_TELL, "--advisories: " + e.getMessage());
    }
  }

  private Scan judged(Targets found, Library library) {
    LocalDate day = today == null ? LocalDate.now(Clock.systemUTC()) : today;
    Advice advice = new Advice(library.events());
    return new Scan(
        found.servers().stream()
            .map(server -> new Scan.Result(server, advice.on(server, day)))
            .toList(),
        found.problems(),
        library,
        day);
  }

  private void write(Scan scan) throws IOException {
    if (output == null) {
      format.write(scan, spec.commandLine().getOut(), Ink.forTerminal());
      return;
    }
    try (PrintWriter file =
        new PrintWriter(Files.newBufferedWriter(output, StandardCharsets.UTF_8))) {
      format.write(scan, file, new Ink(false));
    }
  }
}
