package io.patchwatch.ingest.shipping;

import java.util.concurrent.atomic.LongAdder;

/** What became of the log records of one way since the start. */
public final class IntakeCounters {

  private final LongAdder published = new LongAdder();
  private final LongAdder unmatched = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder refused = new LongAdder();

  void publishedOne() {
    published.increment();
  }

  void unmatchedOne() {
    unmatched.increment();
  }

  /** So many were dropped for good, because they could not wait. */
  public void lose(long records) {
    lost.add(records);
  }

  /** One was not taken, and its sender knows or can know. */
  public void refuseOne() {
    refused.increment();
  }

  /** Records that Kafka has acknowledged. */
  public long published() {
    return published.sum();
  }

  /** Records of no watched asset. */
  public long unmatched() {
    return unmatched.sum();
  }

  /** Records, or datagrams, that were dropped for good. */
  public long lost() {
    return lost.sum();
  }

  /** Records or connections that were not taken. */
  public long refused() {
    return refused.sum();
  }
}
