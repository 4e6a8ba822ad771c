package io.patchwatch.streams.anomaly.count;

/** What is to be told of a count. */
public sealed interface Verdict {

  /** Of which count. */
  Measure measure();

  /** It is, or has become much more, than usual. */
  record Unusual(Measure measure, Surprise surprise) implements Verdict {}

  /** It is as usual again. */
  record Usual(Measure measure) implements Verdict {}
}
