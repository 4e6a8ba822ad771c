package io.patchwatch.streams;

import java.util.concurrent.atomic.LongAdder;

/** What happened in this process, for metrics. */
public final class StreamsCounters {

  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder threadsReplaced = new LongAdder();

  void deadLetter() {
    deadLetters.increment();
  }

  void threadReplaced() {
    threadsReplaced.increment();
  }

  /** Records that could not be read or processed. */
  public long deadLetters() {
    return deadLetters.sum();
  }

  /** Stream threads that failed and were replaced. */
  public long threadsReplaced() {
    return threadsReplaced.sum();
  }
}
