package io.patchwatch.bench;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.Precision;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.streams.verdict.Judge;
import io.patchwatch.streams.verdict.Knowledge;
import io.patchwatch.streams.verdict.ProductRules;
import io.patchwatch.streams.verdict.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Judging a release of the product that the built-in snapshot knows most of. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JudgeBenchmark {

  private static final String PRODUCT = "mattermost";
  private static final String RELEASE = "9.11.3";
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  private ProductRules rules = rules();
  private Knowledge knowledge = new Knowledge(List.of(), Map.of(), null);
  private Judge judge = new Judge(rules, knowledge);

  private static ProductRules rules() {
    return ProductRules.of(Objects.requireNonNull(Catalogue.builtIn().get(PRODUCT)));
  }

  @Setup
  public void readSnapshot() {
    List<Advisory> advisories =
        AdvisorySnapshot.bundled().events().stream()
            .filter(event -> event.product().equals(PRODUCT))
            .filter(AdvisoryPublished.class::isInstance)
            .map(event -> ((AdvisoryPublished) event).advisory())
            .toList();
    rules = rules();
    knowledge = new Knowledge(advisories, Map.of(), null);
    judge = new Judge(rules, knowledge);
  }

  /** What each change of the product's advisories costs once. */
  @Benchmark
  public Judge readAllAdvisories() {
    return new Judge(rules, knowledge);
  }

  /** What each release costs after that. */
  @Benchmark
  public Verdict judgeOneRelease() {
    return judge.judge(RELEASE, Precision.FULL, DAY);
  }
}
