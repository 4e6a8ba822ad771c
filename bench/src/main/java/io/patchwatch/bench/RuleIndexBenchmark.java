package io.patchwatch.bench;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.parsing.LogParser;
import io.patchwatch.streams.sigma.RuleText;
import io.patchwatch.streams.sigma.Rulebook;
import io.patchwatch.streams.sigma.index.RuleIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the rules that a parsed record meets, by the number of rules. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RuleIndexBenchmark {

  private static final long SEED = 1;
  private static final int RULES_A_TEXT = 250;
  private static final Instant READ_AT = Instant.parse("2026-11-23T16:00:00Z");

  @Param({"1", "10", "100", "1000", "3000"})
  private int rules = 1;

  private RuleIndex index = Rulebook.compile(List.of()).index();
  private List<LogParsed> records = List.of();
  private int next;

  @Setup
  public void compile() {
    List<RuleText> texts = new ArrayList<>();
    for (int from = 0; from < rules; from += RULES_A_TEXT) {
      int count = Math.min(RULES_A_TEXT, rules - from);
      texts.add(new RuleText("generated " + from, GeneratedRules.yaml(from, count, SEED, true)));
    }
    Rulebook book = Rulebook.compile(texts);
    if (!book.refusals().isEmpty()) {
      throw new IllegalStateException(book.refusals().toString());
    }
    index = book.index();
    records = SampleLines.all().stream().map(RuleIndexBenchmark::parsed).toList();
  }

  private static LogParsed parsed(SampleLines.Line line) {
    var product = Objects.requireNonNull(Catalogue.builtIn().get(line.product()));
    return LogParser.of(product.logs())
        .parse(Fleet.line("1", "chat-1", line.product(), line.text(), READ_AT));
  }

  @Benchmark
  public int match() {
    next = next + 1 == records.size() ? 0 : next + 1;
    LogParsed record = records.get(next);
    return index.match(field -> record.fields().get(field)).size();
  }
}
