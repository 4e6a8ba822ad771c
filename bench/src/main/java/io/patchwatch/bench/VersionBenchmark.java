package io.patchwatch.bench;

import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.VersionScheme;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading and comparing two versions, by scheme. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VersionBenchmark {

  @Param({"semver", "numeric", "pep440", "debian", "rpm", "maven"})
  private String scheme = "semver";

  @Benchmark
  public int compare() throws UnreadableVersionException {
    return VersionScheme.of(scheme).compare("10.11.14", "10.12.0-1");
  }
}
