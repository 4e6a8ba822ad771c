package io.patchwatch.streams.samples;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.streams.sigma.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plays the samples of rules: does each fire as often as is said, and about what is said? */
public final class SampleTrial {

  private final SampleRecords records;

  public SampleTrial(Catalogue catalogue) {
    this.records = new SampleRecords(catalogue);
  }

  /**
   * How a sample went.
   *
   * @param problem what was not as said, and what was instead; empty: all was
   */
  public record Result(String rule, RuleSamples.Sample sample, String problem) {

    public boolean passed() {
      return problem.isEmpty();
    }
  }

  /**
   * Plays all samples of a rule.
   *
   * @param rule its name
   * @param book in which the rule is, with those that it refers to
   */
  public List<Result> play(String rule, RuleSamples samples, Rulebook book) {
    List<Result> results = new ArrayList<>();
    for (RuleSamples.Sample sample : samples.samples()) {
      results.add(new Result(rule, sample, problem(rule, sample, book)));
    }
    return results;
  }

  private String problem(String rule, RuleSamples.Sample sample, Rulebook book) {
    List<LogParsed> lines;
    try {
      lines = records.of(sample);
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    RuleRun run = new RuleRun(book);
    lines.forEach(run::take);
    List<Opening> openings =
        run.openings().stream().filter(it -> it.rule().name().equals(rule)).toList();
    if (openings.size() != sample.fires()) {
      return "fires " + openings.size() + " times, not " + sample.fires() + shown(openings);
    }
    if (!sample.group().isEmpty() && openings.stream().noneMatch(it -> isAbout(it, sample))) {
      return "is not about " + sample.group() + shown(openings);
    }
    boolean explained = openings.stream().anyMatch(it -> it.explainedBy() != null);
    return explained == sample.explained()
        ? ""
        : explained ? "is explained by another rule" : "is not explained by another rule";
  }

  private static boolean isAbout(Opening opening, RuleSamples.Sample sample) {
    for (Map.Entry<String, String> field : sample.group().entrySet()) {
      if (!field.getValue().equals(opening.group().get(field.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static String shown(List<Opening> openings) {
    return openings.isEmpty()
        ? ""
        : "; about " + openings.stream().map(Opening::group).limit(3).toList();
  }
}
