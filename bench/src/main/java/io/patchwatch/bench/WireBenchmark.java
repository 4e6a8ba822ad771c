package io.patchwatch.bench;

import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Wire;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One observed version, to the wire and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WireBenchmark {

  private final SoftwareObserved event =
      Fleet.runs("chat-1", "openfire", "4.7.4", Instant.parse("2026-11-23T12:00:00Z"));
  private final byte[] record = Wire.encode(event);

  @Benchmark
  public byte[] encode() {
    return Wire.encode(event);
  }

  @Benchmark
  public SoftwareEvent decode() {
    return Wire.decode(record, SoftwareEvent.class);
  }
}
