package io.patchwatch.bench;

import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.parsing.LogParser;
import java.time.Instant;
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

/** Parsing the recorded line of a product, secrets masked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LogParserBenchmark {

  private static final Instant READ_AT = Instant.parse("2026-11-23T16:00:00Z");

  @Param({"ejabberd", "mattermost", "openfire", "prosody", "synapse"})
  private String product = "ejabberd";

  private LogParser parser = LogParser.of(List.of());
  private LogObserved raw = Fleet.line("1", "chat-1", product, "", READ_AT);

  @Setup
  public void choose() {
    var known = Objects.requireNonNull(Catalogue.builtIn().get(product));
    parser = LogParser.of(known.logs());
    String text = SampleLines.of(known).getFirst().text();
    raw = Fleet.line("1", "chat-1", product, text, READ_AT);
  }

  @Benchmark
  public LogParsed parse() {
    return parser.parse(raw);
  }
}
