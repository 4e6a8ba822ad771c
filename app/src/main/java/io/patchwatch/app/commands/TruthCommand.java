package io.patchwatch.app.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.patchwatch.app.truth.Corpus;
import io.patchwatch.app.truth.Truth;
import io.patchwatch.app.truth.TruthText;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code patchwatch truth}. */
@Command(
    name = "truth",
    description = {
      "Measures the verdicts: what is covered, how many labelled cases are right, how versions compare.",
      "Needs no Kafka and no network."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:measured; with --gate: nothing is wrong",
      "1:with --gate: something is wrong"
    })
public final class TruthCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Print one JSON document instead of tables.")
  private boolean json;

  @Option(names = "--gate", description = "End with 1 when a single case or vector is wrong.")
  private boolean gate;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    Truth truth = Truth.measure(Catalogue.builtIn(), AdvisorySnapshot.bundled(), Corpus.bundled());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Wire.json().writerWithDefaultPrettyPrinter().writeValueAsString(truth));
    } else {
      new TruthText(out).print(truth);
    }
    return gate && !truth.holds() ? 1 : 0;
  }
}
