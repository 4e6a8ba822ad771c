package io.patchwatch.app.rules;

import io.patchwatch.app.Ink;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.yaml.YamlMistakes;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.samples.RuleSamples;
import io.patchwatch.streams.samples.SampleTrial;
import io.patchwatch.streams.sigma.Rulebook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plays the samples that lie beside files of rules, and says how each went. */
public final class SampleReport {

  private final PrintWriter out;
  private final Ink ink;
  private final Rulebook book;
  private final SampleTrial trial = new SampleTrial(Catalogue.builtIn());
  private int passed;
  private int failed;

  public SampleReport(PrintWriter out, Ink ink, Rulebook book) {
    this.out = out;
    this.ink = ink;
    this.book = book;
  }

  /** Plays the samples of all built-in rules. */
  public void pack() {
    for (String name : RulePack.names()) {
      byte[] samples = RulePack.samples(name);
      if (samples != null) {
        play(name, name + RuleSamples.SUFFIX, samples);
      }
    }
  }

  /** Plays the samples beside a file of rules; a file without any is a failure. */
  public void beside(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    String stem = name.substring(0, name.lastIndexOf('.'));
    Path samples = file.resolveSibling(stem + RuleSamples.SUFFIX);
    if (Files.isRegularFile(samples)) {
      play(stem, samples.toString(), Files.readAllBytes(samples));
    } else {
      failure(stem, "has no samples; write " + samples);
    }
  }

  private void play(String stem, String file, byte[] content) {
    RuleSamples samples;
    try {
      samples = RuleSamples.read(file, content);
    } catch (YamlMistakes e) {
      failure(stem, String.valueOf(e.getMessage()));
      return;
    }
    String rule = samples.rule() == null ? stem : samples.rule();
    boolean known =
        book.detection(rule).isPresent()
            || book.correlations().stream().anyMatch(it -> it.name().equals(rule));
    if (!known) {
      failure(stem, "there is no rule '" + rule + "'; name it in the samples: rule: …");
      return;
    }
    out.println(ink.bold(rule));
    trial.play(rule, samples, book).forEach(this::result);
  }

  private void result(SampleTrial.Result it) {
    if (it.passed()) {
      passed++;
      out.println("  " + ink.green("✓") + " " + it.sample().name());
    } else {
      failed++;
      out.println("  " + ink.red("✗") + " " + it.sample().name() + ": " + it.problem());
    }
  }

  private void failure(String rule, String what) {
    failed++;
    out.println(ink.bold(rule));
    out.println("  " + ink.red("✗") + " " + what);
  }

  /** The last line; whether all went well. */
  public boolean summary() {
    out.printf("%n%d samples as they say, %d not%n", passed, failed);
    return failed == 0;
  }
}
